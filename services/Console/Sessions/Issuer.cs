namespace RiderPlatform.Console.Sessions;

/// <summary>
/// The address that browsers see: the gateway's on a developer's machine, the city's domain elsewhere.
/// </summary>
public sealed class Issuer(IConfiguration configuration)
{
    public string Address { get; } = (configuration["Identity:Issuer"]
        ?? throw new InvalidOperationException("Identity:Issuer is not set.")).TrimEnd('/');

    /// <summary>Registered for the client <c>console</c> by Organisations.</summary>
    public string Callback => Address + TokenEndpoint.CallbackPath;
}
