using System.Collections.Concurrent;
using System.Net.Http.Headers;

namespace RiderPlatform.Points.Tests.Boards;

/// <summary>While two replicas post, what was answered once is answered for ever.</summary>
public sealed class StandingStillTests(PointsFixture fixture) : IClassFixture<PointsFixture>
{
    private const int Batches = 60;

    /// <summary>
    /// The moment of a batch is taken just before its first statement begins the transaction: the margin is for that.
    /// </summary>
    private static readonly KeyValuePair<string, string> Margin = new("Boards:SettleSeconds", "0.2");

    [Fact]
    public async Task Boards_AnsweredWhileAwardsArrive_AreAnsweredTheSameLater()
    {
        var desk = new BoardDesk(fixture);
        await fixture.FundAsync(desk.Region, 100_000_000);
        var (asked, later) = (await fixture.StartReplicaAsync(Margin), await fixture.StartReplicaAsync(Margin));
        Guid[] riders = [.. Enumerable.Range(0, 20).Select(_ => Guid.CreateVersion7())];
        var answers = new ConcurrentDictionary<string, string>();
        using var client = Client(asked.Address);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(async lane =>
        {
            for (var i = 0; i < Batches; i++)
            {
                await PointsFixture.ConsumeAsync(lane % 2 == 0 ? asked.Services : later.Services,
                    [.. Enumerable.Range(0, 5).Select(n => PointsFixture.Closed(
                        riders[((lane * 7) + (i * 3) + n) % riders.Length], "Minor", desk.Street) with
                        {
                            ReportedAt = new DateTimeOffset(2026, 5, 1 + (i % 28), 2, 0, 0, TimeSpan.Zero),
                        })]);
                if (i % 3 == lane)
                {
                    var (asOf, rows) = await AskAsync(client, "");
                    Assert.Equal(rows, answers.GetOrAdd(asOf, rows));
                }
            }
        }));

        using var other = Client(later.Address);
        Assert.True(answers.Values.Distinct().Count() > 3, $"{answers.Count} answers, all the same");
        foreach (var (asOf, rows) in answers)
        {
            Assert.Equal(rows, (await AskAsync(other, $"&asOf={Uri.EscapeDataString(asOf)}")).Rows);
        }

        HttpClient Client(Uri address)
        {
            var staff = new HttpClient { BaseAddress = address };
            using var model = desk.Staff();
            staff.DefaultRequestHeaders.Authorization =
                AuthenticationHeaderValue.Parse(model.DefaultRequestHeaders.Authorization!.ToString());
            return staff;
        }

        async Task<(string AsOf, string Rows)> AskAsync(HttpClient from, string query)
        {
            var board = await desk.BoardAsync(from, $"&size=200{query}");
            return (board.GetProperty("asOf").GetString()!, board.GetProperty("rows").ToString());
        }
    }
}
