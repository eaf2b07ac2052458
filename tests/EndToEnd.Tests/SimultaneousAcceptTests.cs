using RiderPlatform.Loop;

namespace RiderPlatform.EndToEnd.Tests;

/// <summary>Two handlers of one unit, 64 requests at once, through two replicas.</summary>
[Collection(Platform.Name)]
public sealed class SimultaneousAcceptTests(Platform platform)
{
    [Fact]
    public async Task Accept_By64AtOnce_HasOneWinnerWhomTheOthersAreTold()
    {
        var rider = await platform.AsAsync("rider4");
        PlatformClient[] handlers = [await platform.AsAsync("handler.jinjiang"), await platform.AsAsync("handler2.jinjiang")];
        var reported = (await rider.ReportClueAsync(City.Rubbish("同时接单"))).Read<CaseView>(201);

        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => handlers[i % 2].AcceptAsync(reported.Id, reported.Version)));

        var winner = Assert.Single(answers, a => a.Status == 200).Read<CaseView>(200);
        var losers = answers.Where(a => a.Status != 200).ToList();
        Assert.All(losers, a => Assert.Equal(409, a.Status));
        Assert.All(losers, a => Assert.Equal(winner.Unit!.Id, a.Problem.More["currentOwner"].GetProperty("id").GetGuid()));
        Assert.Equal(winner.Version, (await handlers[0].CaseAsync(reported.Id)).Read<CaseView>(200).Version);
    }
}
