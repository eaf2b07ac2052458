namespace RiderPlatform.Organisations.Domain;

public enum PlacementOutcome
{
    Fits,

    /// <summary>The parent lies below the organisation itself, or is it.</summary>
    ItsOwnAncestor,

    /// <summary>The parent's region code is no prefix of the organisation's.</summary>
    OutsideParentRegion,

    ParentDissolved,
    TooDeep,
}

/// <summary>Where in the tree an organisation may stand.</summary>
public static class Placement
{
    /// <summary>Province → city → county → street → site with room for lines of work between.</summary>
    public const int MaxDepth = 12;

    /// <param name="id">The organisation to be placed.</param>
    /// <param name="region">The region that it answers for.</param>
    /// <param name="chain">Its new parent first, then the parent's parent, up to the root; empty for a root.</param>
    public static PlacementOutcome Check(Guid id, string region, IReadOnlyList<Organisation> chain)
    {
        if (chain.Any(a => a.Id == id))
        {
            return PlacementOutcome.ItsOwnAncestor;
        }

        if (chain.Count >= MaxDepth)
        {
            return PlacementOutcome.TooDeep;
        }

        return chain switch
        {
            [] => PlacementOutcome.Fits,
            [{ Active: false }, ..] => PlacementOutcome.ParentDissolved,
            [var parent, ..] when !region.StartsWith(parent.RegionCode, StringComparison.Ordinal) =>
                PlacementOutcome.OutsideParentRegion,
            _ => PlacementOutcome.Fits,
        };
    }
}
