using Npgsql;
using RiderPlatform.Browser;
using RiderPlatform.Console.Tests.Access;
using RiderPlatform.Harness;
using static Microsoft.Playwright.Assertions;

namespace RiderPlatform.Console.Tests.Rider;

/// <summary>A rider takes the proof of an entry, and anybody checks it against the published roots.</summary>
[Collection(Site.Riders)]
public sealed class ProofPageTests(Site site)
{
    [Fact]
    public async Task Proof_OfAnEntry_IsTaken_AndHoldsForAnybody_WithoutScriptsToo()
    {
        await new Purse(site).EarnAsync("rider14");
        await using var rider = await site.SitAsync(Seat.Phone, "rider14");
        var page = rider.Page;
        await rider.GoAsync("/console/my/points");
        await page.Locator(".entries a", new() { HasText = "证明" }).First.ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("该日尚未封账");
        var entry = Guid.Parse(new Uri(page.Url).Segments[^2].TrimEnd('/'));
        await CloseAsync(entry);
        await page.ReloadAsync();
        Assert.Empty(await Axe.JudgeAsync(page));
        var proof = await page.InputValueAsync("#Proof");
        Assert.Contains(entry.ToString(), proof, StringComparison.Ordinal);
        var file = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("text=下载"));
        Assert.Equal(proof.Trim(), (await File.ReadAllTextAsync(await file.PathAsync())).Trim());
        await page.ClickAsync("main form button");
        await Expect(page.Locator(".verdict")).ToContainTextAsync("证明成立");
        Assert.Empty(rider.Faults);

        await using var anybody = await site.SitAsync(Seat.Desk with { Scripts = false });
        await anybody.GoAsync("/console/closes");
        await Expect(anybody.Page.Locator("#days li").First).ToBeVisibleAsync();
        await CheckAsync(anybody, proof.Replace("|Points|", "|Fen|", StringComparison.Ordinal));
        await Expect(anybody.Page.Locator(".verdict")).ToContainTextAsync("证明不成立");
        await CheckAsync(anybody, proof);
        await Expect(anybody.Page.Locator(".verdict")).ToContainTextAsync("证明成立");
        foreach (var junk in new[] { "x", "[]", "null", "{}", """{"proofs":[]}""", """{"proofs":[null]}""" })
        {
            await CheckAsync(anybody, junk);
            await Expect(anybody.Page.Locator(".error, #refused").First).ToBeVisibleAsync();
        }
    }

    private static async Task CheckAsync(Person person, string proof)
    {
        await person.Page.FillAsync("#Proof", proof);
        await person.Page.ClickAsync("main form button");
    }

    /// <summary>
    /// As the service closes a day, but now, and with this one transfer: the rest of today is left to the next.
    /// </summary>
    private async Task CloseAsync(Guid transfer)
    {
        await using var source = NpgsqlDataSource.Create(site.Database("points-db"));
        await Eventually.IsAsync(async () =>
        {
            await using var yesterday = source.CreateCommand("select count(*) from day_close");
            return (long)(await yesterday.ExecuteScalarAsync())!;
        }, closed => closed > 0, TimeSpan.FromSeconds(90));
        await using var command = source.CreateCommand("""
            with leaf as (select transfer_leaf(t) as hash from transfer t where id = $1),
            last as (select day, chain from day_close order by day desc limit 1),
            part as (
                insert into close_chunk (day, number, first_id, last_id, ids, leaves, root)
                select day + 1, 0, $1, $1, array[$1], array[hash], hash from leaf, last)
            insert into day_close (day, transfers, root, previous, chain, until_tx, closed_at)
            select day + 1, 1, hash, chain, sha256(chain || convert_to((day + 1) || '|1|', 'UTF8') || hash), 0, now()
            from leaf, last
            """);
        command.Parameters.Add(new() { Value = transfer });
        await command.ExecuteNonQueryAsync();
    }
}
