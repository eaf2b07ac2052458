using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.Grievances.Intake;

/// <summary>
/// A rider reports what they saw: JSON, or multipart with up to nine photos. The platform's busiest route.
/// </summary>
public static class ReportClue
{
    /// <param name="Longitude">WGS-84; may be left out where a region is named or a photo carries a position.</param>
    public sealed record Request(
        string? Category, string? Text, double? Longitude, double? Latitude, string? RegionCode)
    {
        /// <summary>Of <c>POST /cases</c>; a clue need not say that it is one.</summary>
        public string? Kind { get; init; }

        /// <summary>
        /// Answers to the category's form, by the field's code: texts, numbers, true or false, lists.
        /// </summary>
        public Dictionary<string, JsonElement>? Answers { get; init; }
    }

    /// <param name="LocatedBy"><c>Boundary</c>, <c>NearestStreet</c> or <c>Named</c>.</param>
    /// <param name="RegionCandidates">Near a boundary: the regions that it may be, the chosen one first.</param>
    /// <param name="Unit">Null: no unit answers for it, a dispatcher decides.</param>
    public sealed record Answer(
        Guid Id, string Number, string Status, int Version, string Category, string Severity, string RegionCode,
            string? RegionName,
        string LocatedBy, IReadOnlyList<string> RegionCandidates, AnsweringUnit? Unit, int Photos,
            DateTimeOffset ReportedAt);

    public sealed record AnsweringUnit(Guid Id, string Name);

    private static readonly CaseKind[] Kinds = [CaseKind.Clue];

    private static readonly Refusal NotARider = new(403, "NotARider",
        "只有骑手账号可以上报线索。", "Only a rider's account may report a clue.");

    public static async Task<Results<CreatedClue, ProblemHttpResult>> HandleAsync(HttpContext http, Reporting reporting)
    {
        var caller = ClueCaller.Of(http);
        return caller.RiderId is null ? NotARider.ToProblem() : await reporting.TakeAsync(http, caller, Kinds, null);
    }
}
