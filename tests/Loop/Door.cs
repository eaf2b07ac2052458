namespace RiderPlatform.Loop;

/// <summary>The gateway as people come to it: signs them in and keeps one session for each.</summary>
public sealed class Door : IDisposable
{
    private readonly string _password;
    private readonly HttpClient _http;

    public Door(Uri gateway, string password)
    {
        _password = password;
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(3),
        })
        { BaseAddress = gateway, Timeout = TimeSpan.FromSeconds(15) };
    }

    /// <summary>For requests that no well-behaved client would send.</summary>
    public HttpClient Http => _http;

    /// <summary>Anyone, without a token.</summary>
    public PlatformClient Anyone => new(new Caller(_http, null, Patience.None), "anyone");

    /// <summary>By authorization code and PKCE through the sign-in form.</summary>
    public async Task<PlatformClient> SignInAsync(string user)
    {
        var client = user.StartsWith("rider", StringComparison.Ordinal) ? "rider-app" : "console";
        var tokens = await Tokens.OfPersonAsync(_http, client, user, _password);
        return new PlatformClient(new Caller(_http, tokens, Patience.None), user);
    }

    /// <summary>An agency's system, by client credentials.</summary>
    public PlatformClient Program(string client) =>
        new(new Caller(_http, Tokens.OfClient(_http, client, _password), Patience.None), client);

    public void Dispose() => _http.Dispose();
}
