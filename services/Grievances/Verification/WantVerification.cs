using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;

namespace RiderPlatform.Grievances.Verification;

/// <summary>Which step asks for a blind check: the resolution of a hazard that has a place.</summary>
internal static class WantVerification
{
    /// <summary>
    /// Null for every other step. Whether the hazard is public and whom to ask is the sweep's to find.
    /// </summary>
    public static VerificationRow? After(CaseRow row, CaseStep step, int version, DateTimeOffset now) =>
        step.Action == CaseAction.Resolve
            && row is { Kind: CaseKind.Clue, Longitude: { } longitude, Latitude: { } latitude }
            ? new()
            {
                Id = Guid.CreateVersion7(now), CaseId = row.Id, Resolution = version, RegionCode = row.RegionCode,
                Longitude = longitude, Latitude = latitude, State = VerificationState.Waiting, DueAt = now,
                CreatedAt = now,
            }
            : null;
}
