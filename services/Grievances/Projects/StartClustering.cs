using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Projects;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Projects;

/// <summary>Now rather than on Monday: the same as the weekly job does, and the same answer again.</summary>
public static class StartClustering
{
    /// <param name="Region">A city: four digits.</param>
    /// <param name="Week">As <c>2026-W47</c>; the last one that is over unless said.</param>
    public sealed record Request(string? Region, string? Week);

    /// <param name="Final">The week is over, and the result stands.</param>
    /// <param name="Cases">How many cases the window held.</param>
    /// <param name="Clusters">Those that were large enough, the largest first.</param>
    public sealed record Answer(
        string Region, string Week, bool Final, DateTimeOffset From, DateTimeOffset To, int Cases,
        IReadOnlyList<ClusterOutcome> Clusters, DateTimeOffset RanAt);

    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        Request request, Scope scope, GrievancesDb db, ClusterOptions options, DirectoryCopy directory,
        TimeProvider time, CancellationToken ct)
    {
        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        var (read, now) = (new QueryReader(), time.Now());
        var week = WeekReader.Read(read, request.Week) ?? IsoWeek.Of(now).Plus(-1);
        read.Invalid.When(request.Region is not { Length: 4 } || !request.Region.All(char.IsAsciiDigit), "region",
            "请填写 4 位城市代码。", "A city: four digits.");
        read.Invalid.When(week.Start > now, "week", "这一周还没有开始。", "That week has not begun.");
        if (read.Invalid.Any)
        {
            return read.Invalid.ToProblem();
        }

        var city = request.Region!;
        if (!scope.Covers(city, null, Roles.Administrator, Roles.Dispatcher))
        {
            return Refusal.NotFound.ToProblem();
        }

        var row = await new CityClustering(db, options, snapshot).RunAsync(city, week, scope.Subject, now, ct);
        return TypedResults.Ok(new Answer(
            city, row.Week, row.Final, week.Plus(1 - options.Weeks).Start, week.End, row.Cases,
            ProjectJson.Read<List<ClusterOutcome>>(row.Result)!, row.RanAt));
    }
}
