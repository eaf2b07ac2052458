using System.Globalization;
using RiderPlatform.Loop;

namespace RiderPlatform.EndToEnd.Tests.Input;

/// <summary>What bad requests are aimed at, and a picture of everything that they must not change.</summary>
public sealed class Target
{
    internal static readonly Patience Patience = new(TimeSpan.FromSeconds(20));
    private readonly PlatformClient _dispatcher;
    private readonly PlatformClient _rider;
    private readonly PlatformClient _keeper;
    private readonly Guid _case;
    private readonly Dictionary<string, string> _names;

    private Target(PlatformClient[] people, CaseView target, Guid reward, Guid station)
    {
        (_dispatcher, _rider, _keeper) = (people[0], people[1], people[2]);
        _case = target.Id;
        _names = new Dictionary<string, string>
        {
            ["{case}"] = target.Id.ToString(),
            ["{version}"] = target.Version.ToString(CultureInfo.InvariantCulture),
            ["{reward}"] = reward.ToString(),
            ["{station}"] = station.ToString(),
        };
    }

    /// <summary>
    /// A case of Jinjiang that its unit has not yet accepted, reported by the rider who sends the bad requests.
    /// </summary>
    public static async Task<Target> PrepareAsync(Platform platform)
    {
        // The rows come faster than the gateway's limit for one client: then these people wait and ask again.
        var names = new[] { "dispatcher", "rider6", "keeper" };
        var people = await Task.WhenAll(names.Select(async n => (await platform.AsAsync(n)).With(Patience)));
        var reported = await people[1].ReportClueAsync(City.Rubbish("目标")).ReadAsync<CaseView>(201);
        var rewards = await people[1].RewardsAsync().ReadAsync<PageView<RewardView>>(200);
        var stations = await people[2].StationsAsync().ReadAsync<PageView<StationView>>(200);
        return new Target(people, reported, rewards.Items[0].Id, stations.Items[0].Id);
    }

    public string Name(string text) =>
        _names.Aggregate(text, (t, n) => t.Replace(n.Key, n.Value, StringComparison.Ordinal));

    /// <summary>
    /// Counts, versions, stock and balances as text. Only what changes in the request itself: an award that an earlier
    /// test is still waiting for must not pass for an effect.
    /// </summary>
    public async Task<string> PictureAsync()
    {
        var answers = await Task.WhenAll(
            _dispatcher.CountCasesAsync(), _dispatcher.CaseAsync(_case), _dispatcher.TimelineAsync(_case),
            _rider.PointsAsync(), _rider.EntriesAsync(), _rider.VouchersAsync(), _rider.RewardsAsync(),
            _keeper.StationsAsync());
        return string.Join('\n', answers.Select(a => a.Expect(200).Body));
    }
}
