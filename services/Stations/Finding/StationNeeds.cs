using RiderPlatform.Stations.Domain;

namespace RiderPlatform.Stations.Finding;

/// <summary>What whoever searches asks of a station beside its place.</summary>
/// <param name="Open">At <paramref name="At"/>.</param>
public sealed record StationNeeds(string? Service, StationKind? Kind, bool Open, HoursMoment At)
{
    public bool Any => Service is not null || Kind is not null || Open;

    public bool AreMetBy(FoundStation found) => HasKind(found) && HasService(found) && IsOpen(found);

    public IEnumerable<string> LackedBy(FoundStation found)
    {
        if (!HasService(found))
        {
            yield return "service";
        }

        if (!HasKind(found))
        {
            yield return "kind";
        }

        if (!IsOpen(found))
        {
            yield return "open";
        }
    }

    private bool HasKind(FoundStation found) => Kind is null || found.Station.Kind == Kind;

    private bool HasService(FoundStation found) => Service is null || found.Available.Contains(Service);

    private bool IsOpen(FoundStation found) => !Open || found.Hours.IsOpen(At);
}
