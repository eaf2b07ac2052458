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
        PlatformClient[] handlers =
            [await platform.AsAsync("handler.jinjiang"), await platform.AsAsync("handler2.jinjiang")];
        var reported = (await rider.ReportClueAsync(City.Rubbish("同时接单"))).Read<CaseView>(201);

        var answers = await Task.WhenAll(Enumerable.Range(0, 64)
            .Select(i => handlers[i % 2].AcceptAsync(reported.Id, reported.Version, $"{reported.Id}-{i}")));

        var winner = Assert.Single(answers, a => a.Status == 200).Read<CaseView>(200);
        var held = (await handlers[0].CaseAsync(reported.Id)).Read<CaseFile>(200).Case;
        Assert.Equal((winner.Version, "Accepted"), (held.Version, held.Status));
        foreach (var loser in answers.Where(a => a.Status != 200))
        {
            var told = loser.Expect(409).Problem;
            Assert.Equal("/problems/AlreadyAccepted", told.Type);
            Assert.Equal(winner.Unit!.Id, told.More["currentOwner"].GetProperty("id").GetGuid());
            Assert.Equal(held.AcceptedBy, told.More["acceptedBy"].GetGuid());
        }
    }
}
