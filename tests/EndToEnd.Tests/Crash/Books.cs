using RiderPlatform.Loop;

namespace RiderPlatform.EndToEnd.Tests.Crash;

/// <summary>
/// Reads what the platform holds, through the gateway, as a dispatcher, the riders and operations see it.
/// </summary>
public static class Books
{
    public static async Task<Held> ReadAsync(
        Platform platform, string prefix, IReadOnlyCollection<PlatformClient> riders)
    {
        var dispatcher = await platform.AsAsync("dispatcher");
        var cases = await AllAsync<CaseItem>(q => dispatcher.CasesAsync(q));
        var awards = new List<Guid>();
        var imbalances = new List<string>();
        foreach (var rider in riders)
        {
            var entries = await AllAsync<EntryView>(q => rider.EntriesAsync(q));
            var balance = (await rider.PointsAsync()).Read<BalanceView>(200).Balance;
            awards.AddRange(entries.Where(e => e.IsAward).Select(e => e.Reference));
            if (entries.Sum(e => e.Points) != balance)
            {
                imbalances.Add($"{rider.Name}: balance {balance}, entries {entries.Sum(e => e.Points)}");
            }
        }

        var ledger = await (await platform.AsAsync("operations")).VerificationAsync();
        if (!ledger.Read<VerificationView>(200).Holds)
        {
            imbalances.Add(ledger.Body);
        }

        return new Held(
            [.. cases.Where(c => c.Text.StartsWith(prefix, StringComparison.Ordinal))
                .Select(c => (c.Id, c.Text, c.Status))], awards, imbalances);
    }

    private static async Task<List<T>> AllAsync<T>(Func<string, Task<Answer>> list)
    {
        var all = new List<T>();
        for (var page = 1; ; page++)
        {
            var read = (await list($"page={page}&size=200")).Read<PageView<T>>(200);
            all.AddRange(read.Items);
            if (read.Items.Count < read.PageSize)
            {
                return all;
            }
        }
    }
}
