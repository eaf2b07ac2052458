using System.Globalization;

namespace RiderPlatform.Console.Kit;

/// <summary>Penalties and outcomes in words and colours.</summary>
public static class AppealWords
{
    /// <summary>35.00 yuan, 3 points, 2 days; or that nobody said how much.</summary>
    public static string Amount(string kind, long? amount, Texts t) => amount is not { } given ? t["appeal.amount.none"]
        : t.Of($"appeal.amount.{kind}", kind == "Money" ? Yuan(given) : given);

    public static string Yuan(long fen) => (fen / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>
    /// What a person typed, as the API counts: yuan to fen, everything else whole. Null: no such number.
    /// </summary>
    public static long? Read(string? typed, string? kind) =>
        decimal.TryParse(typed, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            && amount is >= 0 and < 1_000_000_000 && (kind == "Money" ? amount * 100 : amount) is var count
            && count == decimal.Truncate(count) ? (long)count : null;

    public static string Tone(string? outcome) => outcome switch
    {
        null => "wait",
        "PenaltyKept" => "off",
        "AppealUpheldBySilence" => "late",
        _ => "good",
    };

    public static string LevelTone(string level) => level is "Red" or "Orange" ? "late" : "wait";
}
