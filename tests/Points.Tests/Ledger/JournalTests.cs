using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;

namespace RiderPlatform.Points.Tests.Ledger;

/// <summary>hledger, which knows nothing of us, adds up the journal to what the ledger says of every account.</summary>
public sealed class JournalTests(PointsFixture fixture) : IClassFixture<PointsFixture>
{
    /// <summary>What an account has without what is held of it, and what is held; nothing is left out.</summary>
    private const string Balances = """
        select coalesce(json_object_agg(name, value), '{}')::text from (
            select lower(kind) || ':' || owner_id || ':' || id as name,
                (credits - debits - debits_pending) / case unit when 'Fen' then 100.0 else 1 end as value from account
            union all
            select lower(kind) || ':' || owner_id || ':' || id || ':held',
                debits_pending / case unit when 'Fen' then 100.0 else 1 end from account) s where value <> 0
        """;

    [Fact]
    public async Task Journal_AddsUpInHledgerToTheLedgersOwnBalances()
    {
        var organisation = Guid.CreateVersion7();
        await fixture.FundAsync("510115", 10_050);
        var rider = await fixture.RiderWithAsync(90, "510115001");
        var reward = await fixture.RewardAsync(price: 30, region: "510115", cost: 155);
        var station = await fixture.StationAsync(organisation, "510115001");
        var handed = await fixture.VoucherAsync(rider, reward);
        await fixture.VoucherAsync(rider, reward);
        await (await fixture.Keeper(organisation, "510115")
            .PostAsync($"/api/v1/vouchers/{handed}/redemption", new { stationId = station }))
            .ReadAsync(HttpStatusCode.OK);

        var balances = await fixture.ScalarAsync<string>(Balances);
        var ours = JsonSerializer.Deserialize<Dictionary<string, decimal>>(balances)!;
        Assert.Contains(ours, b => b.Key.EndsWith(":held", StringComparison.Ordinal) && b.Value == 30);
        Assert.Contains(ours, b => b.Key.StartsWith("organisation:", StringComparison.Ordinal) && b.Value == 1.55m);
        Assert.Equal(ours.OrderBy(b => b.Key), (await AddedUpAsync("")).OrderBy(b => b.Key));

        // Of a day on which nothing happened there is nothing, and that is a journal too.
        Assert.Empty(await AddedUpAsync("?from=2020-01-01&to=2020-01-31"));
        foreach (var wrong in new[] { "?from=2026-02-01&to=2026-01-01", "?from=1999-01-01", "?to=yesterday" })
        {
            var refused = await fixture.Administrator.GetAsync(
                new Uri($"/api/v1/points/journal{wrong}", UriKind.Relative));
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        }

        var nosy = await fixture.Rider(rider).GetAsync(new Uri("/api/v1/points/journal", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Forbidden, nosy.StatusCode);
    }

    /// <summary>Account → balance in its own unit, as hledger has it.</summary>
    private async Task<Dictionary<string, decimal>> AddedUpAsync(string query)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.CreateVersion7():N}.journal");
        try
        {
            await File.WriteAllTextAsync(file, await fixture.Administrator.GetStringAsync(
                new Uri($"/api/v1/points/journal{query}", UriKind.Relative)));
            await HledgerAsync(file, "check");
            var lines = await HledgerAsync(file, "balance", "--flat", "--no-total", "--output-format=csv");
            return lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
                .Select(l => l.Trim('"').Split("\",\""))
                .ToDictionary(l => l[0], l => decimal.Parse(l[1].Split(' ')[0], CultureInfo.InvariantCulture));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<string> HledgerAsync(string file, params string[] arguments)
    {
        using var hledger = Process.Start(new ProcessStartInfo("hledger", ["-f", file, .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["LANG"] = "C.UTF-8" },
        })!;
        var (output, error) =
            (hledger.StandardOutput.ReadToEndAsync(), hledger.StandardError.ReadToEndAsync());
        await hledger.WaitForExitAsync();
        Assert.True(hledger.ExitCode == 0, await error);
        return await output;
    }
}
