using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.Points.Rewards;

/// <summary>Why something cannot be done now: the refusal that doing it would meet, said before it is tried.</summary>
/// <param name="Name">The problem's name, such as <c>OutOfStock</c>.</param>
public sealed record Reason(string Name, string Zh, string En)
{
    internal static Reason? Of(Refusal? refusal) =>
        refusal is null ? null : new Reason(refusal.Name, refusal.Zh, refusal.En);
}
