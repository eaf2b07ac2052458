using System.Net.Http.Headers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RiderPlatform.Harness;
using RiderPlatform.ServiceDefaults.Identity;
using Yarp.ReverseProxy;

namespace RiderPlatform.Gateway.Tests.Hosting;

/// <summary>The real gateway over a tiny real service per name, and a key set that signs real tokens.</summary>
public sealed class GatewayHost : IAsyncDisposable
{
    private static readonly string[] Names = ["organisations", "grievances", "points", "stations", "console"];
    private readonly Replica<Program> _gateway;

    private GatewayHost(TokenIssuer tokens, IReadOnlyDictionary<string, Backend> services, Replica<Program> gateway) =>
        (Tokens, Services, _gateway) = (tokens, services, gateway);

    public TokenIssuer Tokens { get; }

    public IReadOnlyDictionary<string, Backend> Services { get; }

    public Uri Address => _gateway.Address;

    public IServiceProvider Inside => _gateway.Services;

    /// <param name="settings">Over the defaults, which take the rate limits off.</param>
    public static async Task<GatewayHost> StartAsync(params (string Key, string Value)[] settings)
    {
        var tokens = await TokenIssuer.StartAsync();
        var services = (await Task.WhenAll(Names.Select(n => Backend.StartAsync(n)))).ToDictionary(u => u.Name);
        var all = new Dictionary<string, string>
        {
            ["Identity:Issuer"] = TokenIssuer.Issuer,
            ["Identity:Keys"] = tokens.Address,
            ["RateLimits:Enabled"] = "false",
            ["Logging:LogLevel:Default"] = "Warning",
        };
        foreach (var service in services.Values)
        {
            all[$"services:{service.Name}:http:0"] = service.Address.AbsoluteUri;
        }

        foreach (var (key, value) in settings)
        {
            all[key] = value;
        }

        var gateway = new Replica<Program>(all);
        await gateway.StartAsync();
        return new GatewayHost(tokens, services, gateway);
    }

    /// <summary>
    /// Changes a setting of the running gateway and waits until its proxy has taken up the addresses.
    /// </summary>
    public async Task SetAddressAsync(string service, int number, string address)
    {
        var configuration = (IConfigurationBuilder)Inside.GetRequiredService<IConfiguration>();
        configuration.AddInMemoryCollection([new($"services:{service}:http:{number}", address)]);
        var proxy = Inside.GetRequiredService<IProxyStateLookup>();
        await Eventually.IsAsync(
            // What requests are sent to; the list of known destinations is changed a moment before.
            () => Task.FromResult(proxy.TryGetCluster(service, out var cluster)
                ? cluster.DestinationsState.AllDestinations.Select(d => d.Model.Config.Address).ToHashSet() : []),
            known => address.Length == 0 ? known.Count == 0 : known.Contains(address));
    }

    /// <summary>Without a token; follows no redirects.</summary>
    public HttpClient NewClient() =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };

    public HttpClient NewClient(string token)
    {
        var client = NewClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public HttpClient NewSignedInClient(Guid? subject = null) =>
        NewClient(Tokens.Issue(subject ?? Guid.CreateVersion7(), null, new Grant(Roles.Administrator, "", null)));

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        foreach (var service in Services.Values)
        {
            await service.DisposeAsync();
        }

        await Tokens.DisposeAsync();
    }
}

/// <summary>One gateway with everything healthy, shared by the tests that change nothing about it.</summary>
public sealed class SharedGateway : IAsyncLifetime
{
    public GatewayHost Host { get; private set; } = null!;

    public async Task InitializeAsync() => Host = await GatewayHost.StartAsync();

    public async Task DisposeAsync() => await Host.DisposeAsync();
}
