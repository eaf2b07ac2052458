namespace RiderPlatform.Console.Sessions;

/// <summary>Who makes this request, and with which token it asks the platform; one for each request.</summary>
public sealed class Visitor
{
    /// <summary>Null for somebody who is not signed in.</summary>
    public Person? Person { get; private set; }

    public string? AccessToken { get; private set; }

    public byte[]? SessionId { get; private set; }

    /// <summary>There was a session and it is over: worth a word on the sign-in.</summary>
    public bool WasSignedIn { get; set; }

    public bool IsSignedIn => Person is not null;

    public bool Has(params ReadOnlySpan<string> roles) => Person?.Has(roles) ?? false;

    internal void Enter(SessionStore.Open session) =>
        (Person, AccessToken, SessionId) = (session.Person, session.AccessToken, session.Id);
}
