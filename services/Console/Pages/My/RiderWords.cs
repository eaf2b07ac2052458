using RiderPlatform.Console.Kit;

namespace RiderPlatform.Console.Pages.My;

/// <summary>A case in the words of who reported it: how it stands, whose move it is, and by when.</summary>
public static class RiderWords
{
    public static string Tone(Api.Cases.Case one) => one.Status switch
    {
        "Closed" => "off",
        "Resolved" or "Verified" => "wait",
        "CalledBack" => "good",
        _ => "busy",
    };

    public static string Status(Api.Cases.Case one, Texts texts) => texts[$"my.status.{one.Status}"];

    public static string Next(Api.Cases.Case one, Texts texts) => one.Status == "Closed"
        ? texts[$"my.outcome.{one.Outcome}"]
        : texts.Of($"my.next.{one.Status}", one.Unit?.Name ?? texts["my.unit"]);

    /// <summary>Null where nobody is under a clock any more, or it is the rider's own move.</summary>
    public static string? Due(Api.Cases.Case one, Texts texts)
    {
        var clock = one.Status is "Dispatched" or "Accepted" or "InProgress" ? one.Clocks?.Unit ?? one.Clocks?.Rider
            : one.Clocks?.Rider;
        return clock is null || one.Status is "Closed" or "Resolved" or "Verified" || clock.State == "Stopped" ? null
            : texts.Of(clock.State == "Overdue" ? "my.due.late" : "my.due", ChinaTime.Minute(clock.DueAt));
    }

    public static bool IsRidersMove(Api.Cases.Case one) => one is { Mine: true, Status: "Resolved" or "Verified" };
}
