using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using RiderPlatform.Points.Balances;
using RiderPlatform.Points.Figures;

namespace RiderPlatform.Points.Ledger;

/// <summary>
/// The books as a plain-text journal that hledger (1.25, its manual's "Journal format") and its kin read, so that an
/// auditor adds them up with a program of their own. An account is written <c>kind:owner:number</c>; what is held of it
/// stands in <c>…:held</c>, and so the account with what is below it is what the ledger calls its balance.
/// </summary>
public static class ExportJournal
{
    private const string Head = """
        ; RiderPlatform: points (PTS) and money (CNY) as double entry. An account with its ":held" is its balance.
        decimal-mark .
        commodity 1000. PTS
        commodity 1000.00 CNY

        """;

    private const string Sql = """
        select t.at, t.id, t.kind, t.phase, t.reference, t.unit, t.amount,
            lower(d.kind) || ':' || d.owner_id || ':' || d.id, lower(c.kind) || ':' || c.owner_id || ':' || c.id
        from transfer t join account d on d.id = t.debit_account join account c on c.id = t.credit_account
        where t.at >= $1 and t.at < $2 order by t.id
        """;

    /// <summary>The first line of ten million comes from a sort.</summary>
    private const int TimeoutSeconds = 600;

    private const int FlushBytes = 64 * 1024;

    /// <param name="from">First day in China; absent: from the beginning.</param>
    /// <param name="to">Last day, included; absent: until now.</param>
    public static Results<PushStreamHttpResult, ProblemHttpResult> Handle(
        DateOnly? from, DateOnly? to, NpgsqlDataSource source, CancellationToken ct) =>
        Statement.Check(from, to) is { Any: true } wrong ? wrong.ToProblem() : TypedResults.Stream(
            body => WriteAsync(source, from, to, body, ct), "text/plain; charset=utf-8", "points.journal");

    private static async Task WriteAsync(
        NpgsqlDataSource source, DateOnly? from, DateOnly? to, Stream body, CancellationToken ct)
    {
        await using var command = source.CreateCommand(Sql);
        command.CommandTimeout = TimeoutSeconds;
        DateTimeOffset[] period =
        [
            from is { } first ? DayFigures.StartOf(first) : DateTimeOffset.MinValue,
            to is { } last ? DayFigures.StartOf(last.AddDays(1)) : DateTimeOffset.MaxValue,
        ];
        command.Parameters.AddRange(period.Select(p => new NpgsqlParameter { Value = p }).ToArray());
        await using var reader = await command.ExecuteReaderAsync(ct);
        var text = new StringBuilder(Head);
        while (await reader.ReadAsync(ct))
        {
            Append(text, reader);
            if (text.Length >= FlushBytes)
            {
                await body.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), ct);
                text.Clear();
            }
        }

        await body.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), ct);
    }

    private static void Append(StringBuilder text, NpgsqlDataReader row)
    {
        var phase = Enum.Parse<TransferPhase>(row.GetString(3));
        var (debit, credit) = (row.GetString(7), row.GetString(8));
        var (giver, receiver) = phase switch
        {
            TransferPhase.Reserve => (debit, $"{debit}:held"),
            TransferPhase.Post => ($"{debit}:held", credit),
            TransferPhase.Void => ($"{debit}:held", debit),
            _ => (debit, credit),
        };
        var (day, unit, amount) =
            (DayFigures.DayOf(row.GetFieldValue<DateTimeOffset>(0)), row.GetString(5), row.GetInt64(6));
        var code = $"({row.GetGuid(1)}) {row.GetString(2)} {phase}  ; reference:{row.GetGuid(4)}";
        text.Append(CultureInfo.InvariantCulture, $"\n{day:yyyy-MM-dd} {code}\n")
            .Append(CultureInfo.InvariantCulture, $"    {receiver}  {Amount(amount, unit)}\n")
            .Append(CultureInfo.InvariantCulture, $"    {giver}  {Amount(-amount, unit)}\n");
    }

    private static string Amount(long amount, string unit) => unit == nameof(Unit.Fen)
        ? string.Create(CultureInfo.InvariantCulture, $"{amount / 100m:0.00} CNY")
        : string.Create(CultureInfo.InvariantCulture, $"{amount} PTS");
}
