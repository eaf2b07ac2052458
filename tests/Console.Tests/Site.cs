using System.Diagnostics;
using System.Text.Json;
using RiderPlatform.Browser;
using RiderPlatform.Harness;
using RiderPlatform.LocalHosting;

namespace RiderPlatform.Console.Tests;

/// <summary>
/// The one instance and the one browser that all tests here share: two replicas of each service. With the variable
/// <c>RIDERPLATFORM_INSTANCE</c> (a data folder) the tests use an instance that runs already.
/// </summary>
public sealed class Site : IAsyncLifetime
{
    public const string Name = "site";
    private ThrowAwayInstance? _instance;
    private Chromium? _chromium;

    public Uri Address { get; private set; } = null!;

    public string Password { get; private set; } = "";

    public Chromium Chromium => _chromium ?? throw new InvalidOperationException("No browser yet.");

    /// <summary>Null on an instance that is not ours.</summary>
    public ThrowAwayInstance? Instance => _instance;

    public async Task InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable("RIDERPLATFORM_INSTANCE") is { Length: > 0 } folder)
        {
            var secrets = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "secrets.json")));
            Password = secrets.RootElement.GetProperty("parameters").GetProperty("demo-password").GetString()!;
            var state = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "instance.json")));
            Address = new Uri(state.RootElement.GetProperty("gateway").GetString()!);
        }
        else
        {
            _instance = await ThrowAwayInstance.StartAsync(replicas: 2);
            (Address, Password) = (_instance.Gateway, _instance.DemoPassword);
        }

        _chromium = await Chromium.LaunchAsync();
    }

    /// <summary>Ends every process of a resource without a word; the host starts them again.</summary>
    public void Kill9(string resource)
    {
        var folder = _instance?.Data ?? Environment.GetEnvironmentVariable("RIDERPLATFORM_INSTANCE")!;
        foreach (var process in InstanceState.TryRead(folder)!.Resource(resource).Processes.Where(p => p.Pid != 0))
        {
            using var running = Process.GetProcessById(process.Pid);
            running.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Somebody with a browser; signed in where a user is named, in a session of their own.</summary>
    public async Task<Person> SitAsync(Seat seat, string? user = null)
    {
        var person = await Person.SitAsync(Chromium, Address, seat);
        return user is null ? person : await person.SignInAsync(user, Password);
    }

    public async Task DisposeAsync()
    {
        if (_chromium is { } chromium)
        {
            await chromium.DisposeAsync();
        }

        if (_instance is { } instance)
        {
            await instance.DisposeAsync();
        }
    }
}

[CollectionDefinition(Site.Name)]
public sealed class SiteCollection : ICollectionFixture<Site>;
