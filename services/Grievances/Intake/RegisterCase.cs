using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Intake;

/// <summary>
/// Everything that is no clue becomes a case here: a rider's grievance or wish; and what staff hear on the telephone,
/// on visits and at forums. Same body, checks and answer as <see cref="ReportClue"/>.
/// </summary>
public static class RegisterCase
{
    /// <summary>Who registers for others, each in their region.</summary>
    internal static readonly string[] Staff = [Roles.Dispatcher, Roles.Secretary];

    private static readonly CaseKind[] OfRiders = [CaseKind.Grievance, CaseKind.Wish];

    private static readonly CaseKind[] OfStaff =
        [CaseKind.Grievance, CaseKind.Wish, CaseKind.VisitFinding, CaseKind.ForumItem, CaseKind.Clue];

    public static async Task<Results<CreatedClue, ProblemHttpResult>> HandleAsync(
        HttpContext http, Scope scope, Reporting reporting)
    {
        var caller = ClueCaller.Of(http);
        return caller.RiderId is not null ? await reporting.TakeAsync(http, caller, OfRiders, null)
            : await reporting.TakeAsync(http, caller, OfStaff, scope);
    }
}
