using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using RiderPlatform.Browser;
using RiderPlatform.Harness;
using RiderPlatform.LocalHosting;
using RiderPlatform.Loop;

namespace RiderPlatform.Console.Tests;

/// <summary>
/// The one instance and the one browser of all tests here, two replicas of each service; started when first asked for
/// and ended with the run (<see cref="SiteFramework"/>). With the variable <c>RIDERPLATFORM_INSTANCE</c> (a data
/// folder) the tests use an instance that runs already. Everybody signs in once, at the form and at the API.
/// </summary>
internal sealed class SharedSite : IAsyncDisposable
{
    private static readonly Lazy<Task<SharedSite>> Started = new(StartAsync);
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> _signedIn = new();
    private readonly ConcurrentDictionary<string, Lazy<Task<PlatformClient>>> _clients = new();
    private readonly ThrowAwayInstance? _instance;
    private readonly string _folder;
    private readonly Door _door;

    private SharedSite(ThrowAwayInstance? instance, string folder, Uri address, string password, Chromium chromium)
    {
        (_instance, _folder, Address, Password, Chromium) = (instance, folder, address, password, chromium);
        _door = new Door(address, password);
    }

    public Uri Address { get; }

    public string Password { get; }

    public Chromium Chromium { get; }

    public static Task<SharedSite> StartedAsync() => Started.Value;

    /// <summary>Ends what was started, if anything was.</summary>
    public static async Task EndAsync()
    {
        // A start that failed has cleaned up, and every test has said so.
        if (Started.IsValueCreated && Started.Value.IsCompletedSuccessfully)
        {
            await (await Started.Value).DisposeAsync();
        }
    }

    /// <summary>What a browser keeps of a sign-in.</summary>
    public Task<string> SignedInAsync(string user) => _signedIn.GetOrAdd(user, u => new Lazy<Task<string>>(async () =>
    {
        await using var person = await Person.SitAsync(Chromium, Address, Seat.Desk);
        await person.SignInAsync(u, Password);
        return await person.KeptAsync();
    })).Value;

    public Task<PlatformClient> AsAsync(string user) =>
        _clients.GetOrAdd(user, u => new Lazy<Task<PlatformClient>>(() => _door.SignInAsync(u))).Value;

    public string Database(string resource) => State.Resource(resource).ConnectionString!;

    public void Kill9(string resource)
    {
        foreach (var process in State.Resource(resource).Processes.Where(p => p.Pid != 0))
        {
            using var running = Process.GetProcessById(process.Pid);
            running.Kill(entireProcessTree: true);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _door.Dispose();
        await Chromium.DisposeAsync();
        if (_instance is not null)
        {
            await _instance.DisposeAsync();
        }
    }

    private InstanceState State => InstanceState.TryRead(_folder)!;

    private static async Task<SharedSite> StartAsync()
    {
        if (Environment.GetEnvironmentVariable("RIDERPLATFORM_INSTANCE") is { Length: > 0 } folder)
        {
            var secrets = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "secrets.json")));
            var password = secrets.RootElement.GetProperty("parameters").GetProperty("demo-password").GetString()!;
            var address = new Uri(InstanceState.TryRead(folder)!.Gateway!);
            return new SharedSite(null, folder, address, password, await Chromium.LaunchAsync());
        }

        var launching = Chromium.LaunchAsync();
        var own = await ThrowAwayInstance.StartAsync(replicas: 2);
        return new SharedSite(own, own.Data, own.Gateway, own.DemoPassword, await launching);
    }
}
