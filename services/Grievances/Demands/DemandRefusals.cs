using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.Grievances.Demands;

/// <summary>The named outcomes of demands as answers.</summary>
internal static class DemandRefusals
{
    public static readonly Refusal Full = new(
        409, "DemandFull", "名额已满，请看看其他需求。", "All places are taken. Have a look at other demands.");

    public static readonly Refusal Cancelled = new(
        409, "DemandCancelled", "该需求已取消。", "This demand was cancelled.");

    public static readonly Refusal Over = new(409, "DemandOver", "该需求的时间已过。", "This demand's time is over.");

    public static readonly Refusal Claimed = new(
        409, "AlreadyClaimed", "已有骑手认领，不能再修改；如确需变更，请取消后重新发布。",
        "Riders have claimed it: it is not edited any more. Cancel it and publish another.");

    public static readonly Refusal Missed = new(
        409, "NoShowHere", "您认领后未到场，名额已释放，不能再认领这一项。", "You did not come: this one you cannot claim again.");

    public static readonly Refusal Started = new(
        409, "AlreadyStarted", "需求已开始或您已签到，不能再退出。", "It has begun, or you have checked in: too late to withdraw.");

    public static readonly Refusal NotClaimed = new(
        409, "NotClaimed", "您没有认领该需求，或名额已释放。", "You have no claim on it, or it was released.");

    public static readonly Refusal NotCheckedIn = new(
        409, "NotCheckedIn", "请先到现场签到。", "Check in at the place first.");

    public static readonly Refusal NoMoreProofs = new(
        409, "NoMoreProofs", "已交过两次，不能再提交。", "Proof was handed in twice already.");

    public static readonly Refusal NotSubmitted = new(
        409, "NotSubmitted", "没有等待核实的完成证明，可能已核实。", "No proof waits to be verified; perhaps it was already.");

    public static readonly Refusal OwnWork = new(
        409, "OwnWork", "不能核实自己的服务。", "Nobody verifies their own work.");

    public static ProblemHttpResult Barred(DateTimeOffset until) => new Refusal(409, "TooManyNoShows",
        $"您 {DemandRules.NoShowsCount.Days} 天内已有 {DemandRules.MostNoShows} 次认领后未到场，{Said(until)}前不能认领。",
        $"You did not come {DemandRules.MostNoShows} times in {DemandRules.NoShowsCount.Days} days: "
            + $"no claims before {Said(until)}.").ToProblem(("until", until));

    public static ProblemHttpResult Overlaps(DemandRow other) => new Refusal(409, "ClaimsOverlap",
        $"与您已认领的 {other.Number}“{other.Title}”（{Said(other.StartsAt)}–{Said(other.EndsAt)}）时间重叠。",
        $"It overlaps with {other.Number}, which you have claimed ({Said(other.StartsAt)}–{Said(other.EndsAt)}).")
        .ToProblem(("demand", new { other.Id, other.Number }));

    public static ProblemHttpResult TooFar(double metres) => new Refusal(409, "TooFar",
        $"您距离现场 {metres:0} 米，须在 {DemandRules.WithinMetres:0} 米以内。",
        $"You are {metres:0} metres away; it must be {DemandRules.WithinMetres:0} or less.")
        .ToProblem(("metres", Math.Round(metres, 1)));

    public static ProblemHttpResult NotInTime(DemandRow demand) => new Refusal(409, "NotInTime",
        $"签到时间为 {Said(demand.StartsAt - DemandRules.CheckInLead)} 至 {Said(demand.EndsAt)}。",
        $"Check in between {Said(demand.StartsAt - DemandRules.CheckInLead)} and {Said(demand.EndsAt)}.")
        .ToProblem(("from", demand.StartsAt - DemandRules.CheckInLead), ("to", demand.EndsAt));

    public static ProblemHttpResult TooLate(DateTimeOffset until) => new Refusal(409, "ProofTooLate",
        $"完成证明须在 {Said(until)} 前提交。", $"The proof was due by {Said(until)}.").ToProblem(("until", until));

    private static string Said(DateTimeOffset at) => $"{at.ToOffset(ChinaTime.Offset):MM-dd HH:mm}";
}
