using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;

namespace RiderPlatform.Grievances.Open311.Requests;

/// <summary>What came with a case through Open311, for those who may see the case.</summary>
/// <param name="Source">The system that sent it.</param>
/// <param name="MediaUrls">
/// http(s) links to photos that the other system keeps: shown as links, never fetched by a server of ours.
/// </param>
/// <param name="Attributes">Answers to the service definition, by code.</param>
public sealed record FromOpen311(
    string Source, string? Address, IReadOnlyList<string> MediaUrls,
    IReadOnlyDictionary<string, IReadOnlyList<string>>? Attributes)
{
    /// <summary>The sender wrote somebody's number into it: masked in public, whole for those who work on it.</summary>
    public bool HasPersonalNumbers { get; init; }

    internal static async Task<FromOpen311?> FindAsync(GrievancesDb db, Guid caseId, CancellationToken ct)
    {
        var found = await db.Set<Open311RequestRow>().AsNoTracking().Where(r => r.CaseId == caseId)
            .Join(db.Set<Open311KeyRow>(), r => r.KeyId, k => k.Id, (r, k) => new { Row = r, k.Name })
            .SingleOrDefaultAsync(ct);
        return found is null ? null : new FromOpen311(
            found.Name, found.Row.Address, found.Row.MediaUrls, found.Row.Attributes is { } json
                ? JsonSerializer.Deserialize<Dictionary<string, IReadOnlyList<string>>>(json) : null)
        {
            HasPersonalNumbers = PersonalNumbers.Has(found.Row.Description) || PersonalNumbers.Has(found.Row.Address),
        };
    }
}
