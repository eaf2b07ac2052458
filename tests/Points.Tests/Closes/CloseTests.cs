using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RiderPlatform.Harness;
using RiderPlatform.Points.Closes;

namespace RiderPlatform.Points.Tests.Closes;

/// <summary>Days are sealed; what is checked here is checked by code of its own, as a stranger would.</summary>
public sealed class CloseTests(PointsFixture fixture) : IClassFixture<PointsFixture>
{
    private const string Path = Closer.Path;

    private readonly Closer _closer = new(fixture);

    [Fact]
    public async Task Day_IsClosedOnceByTwoReplicas_AndWhatComesLateIsInTheNext()
    {
        await fixture.RiderWithAsync(60);
        var first = await _closer.CloseAsync();
        var replica = await fixture.StartReplicaAsync();
        var rider = await fixture.RiderWithAsync(30);
        var next = Closer.MorningIn(first.Days + 1);
        await _closer.FinishedAsync();
        var closed = new List<bool>();
        await Eventually.IsAsync(async () =>
        {
            closed.AddRange(await Task.WhenAll(new[] { fixture.Services, replica.Services, fixture.Services }
                .Select(s => s.GetRequiredService<CloseDays>().CloseNextAsync(next, CancellationToken.None))));
            return closed.Count(c => c);
        }, count => count == 1);

        var items = (await _closer.ItemsAsync())[..2];
        Assert.Equal(2, items[0].GetProperty("transfers").GetInt64());
        var id = (await _closer.EntriesAsync(rider))[0].GetProperty("id").GetGuid();
        Assert.Contains($"{id}|Award|", (await ProofAsync(rider, id)).GetProperty("leaf").GetString()!,
            StringComparison.Ordinal);
        Assert.Equal(Text(items[1], "chain"), Text(items[0], "previous"));
        Assert.All(items, i => Assert.Equal(Text(i, "chain"), Convert.ToHexStringLower(SHA256.HashData(
        [
            .. Convert.FromHexString(Text(i, "previous")),
            .. Encoding.UTF8.GetBytes($"{Text(i, "day")}|{i.GetProperty("transfers").GetInt64()}|"),
            .. Convert.FromHexString(Text(i, "root")),
        ]))));
        Assert.Equal(await fixture.ScalarAsync<long>("select count(*) from transfer"),
            (await _closer.ItemsAsync()).Sum(i => i.GetProperty("transfers").GetInt64()));
        await fixture.VerifyAsync();
    }

    [Fact]
    public async Task EmptyDays_AreClosedToo_AndNothingIsClosedBeforeItsTime()
    {
        var (days, _) = await _closer.CloseAsync();
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", Text(
            await _closer.ItemAsync((await _closer.CloseAsync()).Day), "root"));
        Assert.False(await fixture.Services.GetRequiredService<CloseDays>().CloseNextAsync(
            Closer.MorningIn(days), CancellationToken.None));
        Assert.Equal(HttpStatusCode.NotFound, (await fixture.Administrator.GetAsync($"{Path}/2000-01-01")).StatusCode);
        await fixture.VerifyAsync();
    }

    [Fact]
    public async Task Proof_OfARidersEntries_LeadsToThePublishedRoot_AndOnlyTheRiderHasIt()
    {
        var rider = await fixture.RiderWithAsync(300);
        var other = await fixture.RiderWithAsync(30);
        await fixture.VoucherAsync(rider, await fixture.RewardAsync(price: 60));
        for (var i = 0; i < 12; i++)
        {
            await fixture.ConsumeAsync(
                [.. Enumerable.Range(0, 100).Select(_ => PointsFixture.Closed(Guid.CreateVersion7(), "Minor"))]);
        }

        var entries = await _closer.EntriesAsync(rider);
        var any = entries[0].GetProperty("id").GetGuid();
        Assert.Equal("NotClosedYet", await (await fixture.Rider(rider).GetAsync(ProofPath(any)))
            .RefusalAsync(HttpStatusCode.Conflict));
        var (_, day) = await _closer.CloseAsync();
        var close = await _closer.ItemAsync(day);
        Assert.True(close.GetProperty("transfers").GetInt64() > CloseChunk.Size, close.ToString());
        foreach (var entry in entries)
        {
            var proof = await ProofAsync(rider, entry.GetProperty("id").GetGuid());
            Assert.Equal(Text(close, "root"), Convert.ToHexStringLower(RootOf(proof)));
            var amount = Math.Abs(entry.GetProperty("points").GetInt64());
            Assert.Equal($"{amount}", Text(proof, "leaf").Split('|')[6]);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await fixture.Rider(other).GetAsync(ProofPath(any))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await fixture.Administrator.GetAsync(ProofPath(any))).StatusCode);
        await fixture.ConsumeAsync(PointsFixture.Closed(other) with { Outcome = "Unfounded" });
        var nothing = (await _closer.EntriesAsync(other)).Single(e => e.GetProperty("points").GetInt64() == 0);
        Assert.Equal("NothingMoved", await (await fixture.Rider(other).GetAsync(
            ProofPath(nothing.GetProperty("id").GetGuid()))).RefusalAsync(HttpStatusCode.Conflict));

        var given = await ProofAsync(rider, any);
        var text = given.ToString();
        Assert.True((await CheckAsync(text)).GetProperty("holds").GetBoolean());
        var forged = (await CheckAsync(text.Replace("|Points|", "|Fen|", StringComparison.Ordinal)));
        Assert.False(forged.GetProperty("holds").GetBoolean());
        Assert.Contains("不成立", Text(forged, "text"), StringComparison.Ordinal);
        Assert.False((await CheckAsync(text.Replace(Text(given, "day"), "2031-01-01", StringComparison.Ordinal)))
            .GetProperty("holds").GetBoolean());
    }

    [Theory]
    [InlineData("""{"day":"2026-11-01","leaf":"","index":0,"transfers":1,"path":[],"root":""}""", "leaf")]
    [InlineData("""{"day":"2026-11-01","leaf":"x","index":0,"transfers":1,"path":["zz"],"root":""}""", "path")]
    [InlineData("""{"day":"2026-11-01","leaf":"x","index":0,"transfers":1,"path":[null],"root":""}""", "path")]
    public async Task Check_OfWhatIsNoProof_SaysWhatIsWrong(string body, string field)
    {
        var answer = await fixture.Administrator.PostAsync($"{Path}/check", Json(body));
        var problem = await answer.ReadAsync(HttpStatusCode.BadRequest);
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.ToString());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"day":"2026-11-01","leaf":"x","index":0,"transfers":1,"path":null,"root":""}""")]
    [InlineData("""{"day":"2026-11-01","leaf":"x","index":99999999999999999999,"transfers":1,"path":[],"root":""}""")]
    public async Task Check_OfWhatCannotBeRead_IsRefused(string body) => await (await fixture.Administrator
        .PostAsync($"{Path}/check", Json(body))).ReadAsync(HttpStatusCode.BadRequest);

    private async Task<JsonElement> ProofAsync(Guid rider, Guid entry) => (await fixture.Rider(rider)
        .GetFromJsonAsync<JsonElement>(ProofPath(entry))).GetProperty("proofs")[0];

    private static string ProofPath(Guid entry) => $"/api/v1/points/me/entries/{entry}/proof";

    private async Task<JsonElement> CheckAsync(string proof) => await (await fixture.Administrator
        .PostAsync($"{Path}/check", Json(proof))).ReadAsync(HttpStatusCode.OK);

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;

    /// <summary>By position alone, from the top: which half of the tree the leaf lies in, and so on.</summary>
    private static byte[] RootOf(JsonElement proof)
    {
        var path = new Stack<byte[]>(proof.GetProperty("path").EnumerateArray()
            .Select(p => Convert.FromHexString(p.GetString()!)));
        return Of(proof.GetProperty("index").GetInt64(), proof.GetProperty("transfers").GetInt64());

        byte[] Of(long index, long size)
        {
            if (size == 1)
            {
                return SHA256.HashData([0, .. Encoding.UTF8.GetBytes(Text(proof, "leaf"))]);
            }

            var left = 1L;
            while (left * 2 < size)
            {
                left *= 2;
            }

            var other = path.Pop();
            return index < left ? SHA256.HashData([1, .. Of(index, left), .. other])
                : SHA256.HashData([1, .. other, .. Of(index - left, size - left)]);
        }
    }
}
