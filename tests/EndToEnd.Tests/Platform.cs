using System.Collections.Concurrent;
using RiderPlatform.EndToEnd.Tests.Crash;
using RiderPlatform.Harness;
using RiderPlatform.Loop;

namespace RiderPlatform.EndToEnd.Tests;

/// <summary>
/// The one instance that all tests here share, two replicas of each service, and the people who are signed in.
/// </summary>
public sealed class Platform : IAsyncLifetime
{
    public const string Name = "platform";
    private readonly ConcurrentDictionary<string, Lazy<Task<PlatformClient>>> _people = new();

    public ThrowAwayInstance Instance { get; private set; } = null!;

    public Door Door { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Instance = await ThrowAwayInstance.StartAsync(replicas: 2);
        Door = new Door(Instance.Gateway, Instance.DemoPassword);
        var rider = (await AsAsync("rider20")).With(new Patience(TimeSpan.FromSeconds(30)));
        foreach (var place in new[] { City.Jinjiang, City.Wuhou, City.Leshan })
        {
            await rider.ReportRoutedAsync(City.Rubbish("目录就绪").At(place), $"ready-{place.Longitude}");
        }
    }

    /// <summary>A demo account's session, signed in once.</summary>
    public Task<PlatformClient> AsAsync(string user) =>
        _people.GetOrAdd(user, u => new Lazy<Task<PlatformClient>>(() => Door.SignInAsync(u))).Value;

    /// <summary>One clue of the rider's, solved, closed and awarded; returns what can be spent then.</summary>
    public async Task<long> EarnAsync(PlatformClient rider)
    {
        var life = new CaseLife($"earn-{Guid.CreateVersion7():N}", rider);
        var staff = new Staff(rider, await AsAsync("handler.jinjiang"), await AsAsync("dispatcher"), rider);
        await life.LiveAsync(staff, Patience.None, () => true);
        await Eventually.IsAsync(
            async () => (await rider.EntriesAsync().ReadAsync<PageView<EntryView>>(200)).Items,
            entries => entries.Any(e => e.Reference == life.Told.CaseId));
        return (await rider.PointsAsync().ReadAsync<BalanceView>(200)).Balance;
    }

    public async Task DisposeAsync()
    {
        Door.Dispose();
        await Instance.DisposeAsync();
    }
}

/// <summary>
/// One collection: the classes run one after another, because some of them end processes that others need.
/// </summary>
[CollectionDefinition(Platform.Name)]
public sealed class PlatformCollection : ICollectionFixture<Platform>;
