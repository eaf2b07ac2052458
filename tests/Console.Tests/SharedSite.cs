using System.Collections.Concurrent;
using System.Diagnostics;
using RiderPlatform.Browser;
using RiderPlatform.LocalHosting;
using RiderPlatform.Loop;

namespace RiderPlatform.Console.Tests;

/// <summary>
/// The one instance and the one browser of all tests here, two replicas of each service; started when first asked for
/// and ended with the run (<see cref="SiteFramework"/>). Everybody signs in once, at the form and at the API.
/// </summary>
internal sealed class SharedSite : IAsyncDisposable
{
    private static readonly Lazy<Task<SharedSite>> Started = new(StartAsync);
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> _signedIn = new();
    private readonly ConcurrentDictionary<string, Lazy<Task<PlatformClient>>> _clients = new();
    private readonly RunningInstance _instance;
    private readonly Door _door;

    private SharedSite(RunningInstance instance, Chromium chromium)
    {
        (_instance, Chromium) = (instance, chromium);
        _door = new Door(Address, Password);
    }

    public Uri Address => _instance.Gateway;

    public string Password => _instance.DemoPassword;

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
        await _instance.DisposeAsync();
    }

    private InstanceState State => InstanceState.TryRead(_instance.Data)!;

    private static async Task<SharedSite> StartAsync()
    {
        var launching = Chromium.LaunchAsync();
        return new SharedSite(await RunningInstance.OpenAsync(replicas: 2), await launching);
    }
}
