using System.Net.Http.Json;
using RiderPlatform.Grievances.Photos;
using Microsoft.Extensions.DependencyInjection;

namespace RiderPlatform.Grievances.Tests.Api;

/// <summary>Many at once over two replicas: one wins, the others are told who.</summary>
public sealed class RaceTests(GrievancesFixture fixture) : IClassFixture<GrievancesFixture>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Accept_By64AtOnce_HasOneWinner(bool withKeys)
    {
        var replica = await fixture.StartReplicaAsync();
        var id = (await fixture.ReportAsync()).Id();
        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(async i =>
        {
            var account = Guid.CreateVersion7();
            var client = fixture.Handler(account);
            client.BaseAddress = i % 2 == 0 ? fixture.Address : replica.Address;
            if (withKeys)
            {
                client.DefaultRequestHeaders.Add("Idempotency-Key", $"accept-{i}");
            }

            return (Account: account,
                Response: await client.PostAsJsonAsync($"/api/v1/cases/{id}/accept", new { version = 2 }));
        }));
        var winner = Assert.Single(answers, a => a.Response.IsSuccessStatusCode);
        foreach (var (_, response) in answers.Where(a => a != winner))
        {
            var problem = await response.ProblemAsync(409, "AlreadyAccepted");
            Assert.Equal((winner.Account, GrievancesFixture.Urban, "锦江区城管局", "Accepted", 3),
                (problem.Id("acceptedBy"), problem.GetProperty("currentOwner").Id(), problem.GetProperty("currentOwner")
                    .Text("name"), problem.Text("caseStatus"), problem.Number("version")));
        }

        Assert.Equal(
            1, await fixture.ScalarAsync<long>(
            $"select count(*) from case_events where case_id = '{id}' and kind = 'Accepted'"));
    }

    [Fact]
    public async Task AcceptAndReturnAtOnce_OneOfThemHappened()
    {
        for (var round = 0; round < 10; round++)
        {
            var id = (await fixture.ReportAsync()).Id();
            var responses = await Task.WhenAll(
                fixture.Handler().PostAsJsonAsync($"/api/v1/cases/{id}/accept", new { version = 2 }),
                fixture.Handler()
                    .PostAsJsonAsync($"/api/v1/cases/{id}/return", new { version = 2, reason = "不属于本单位" }));
            Assert.Single(responses, r => r.IsSuccessStatusCode);
            Assert.Equal(3, await fixture.ScalarAsync<int>($"select version from cases where id = '{id}'"));
            Assert.Equal(
                3, await fixture.ScalarAsync<long>($"select count(*) from case_events where case_id = '{id}'"));
        }
    }

    [Fact]
    public async Task Sweep_RemovesWhatNoCaseRefersTo()
    {
        var store = fixture.Services.GetRequiredService<FolderPhotoStore>();
        var day = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-3);
        var orphan = Path.Combine(store.TemporaryFolder, "orphan.jpg");
        await File.WriteAllBytesAsync(orphan, Pictures.Jpeg);
        var key = await store.PutAsync(orphan, day, CancellationToken.None);
        var left = Path.Combine(store.TemporaryFolder, "left.upload");
        await File.WriteAllTextAsync(left, "x");
        File.SetLastWriteTimeUtc(left, TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-2));
        Assert.Equal(2, await fixture.Services.GetRequiredService<PhotoSweep>().SweepAsync(CancellationToken.None));
        Assert.Null(store.Open(key));
        Assert.False(File.Exists(left));
    }
}
