using System.Globalization;
using RiderPlatform.Loop;

namespace RiderPlatform.EndToEnd.Tests.Input;

/// <summary>What bad requests are aimed at, and a picture of everything that they must not change.</summary>
public sealed class Target
{
    private readonly PlatformClient _dispatcher;
    private readonly PlatformClient _rider;
    private readonly PlatformClient _keeper;
    private readonly PlatformClient _operations;
    private readonly Guid _case;
    private readonly Dictionary<string, string> _names;

    private Target(Platform platform, PlatformClient[] people, CaseView target, Guid reward, Guid station)
    {
        (_dispatcher, _rider, _keeper, _operations) = (people[0], people[1], people[2], people[3]);
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
        var people =
            await Task.WhenAll(new[] { "dispatcher", "rider6", "keeper", "operations" }.Select(platform.AsAsync));
        var reported = (await people[1].ReportClueAsync(City.Rubbish("目标"))).Read<CaseView>(201);
        var reward = (await people[1].RewardsAsync()).Read<PageView<RewardView>>(200).Items[0];
        var station = (await people[2].StationsAsync()).Read<PageView<StationView>>(200).Items[0];
        return new Target(platform, people, reported, reward.Id, station.Id);
    }

    public string Name(string text) =>
        _names.Aggregate(text, (t, n) => t.Replace(n.Key, n.Value, StringComparison.Ordinal));

    public async Task<string> PictureAsync()
    {
        var answers = await Task.WhenAll(
            _dispatcher.CountCasesAsync(), _dispatcher.CaseAsync(_case), _dispatcher.TimelineAsync(_case),
                _rider.PointsAsync(),
            _rider.VouchersAsync(), _rider.RewardsAsync(), _keeper.StationsAsync(), _operations.VerificationAsync());
        return string.Join('\n', answers.Select(a => a.Expect(200).Body));
    }
}
