namespace RiderPlatform.Console.Api;

/// <summary>Answers of Points about the catalogue, to those who run it.</summary>
public static class Catalogue
{
    public sealed record Reward(
        Guid Id, string Name, string NameEn, string Kind, string Owner, string RegionCode, Guid? OrganisationId,
        long PricePoints, long? CostFen, long Stock, DateTimeOffset ActiveFrom, DateTimeOffset? ActiveUntil,
        int VoucherValidDays, int? LimitPerRider, int? LimitDays, bool MembersOnly, IReadOnlyList<string> Posts,
        int Weekdays, TimeOnly? HoursFrom, TimeOnly? HoursUntil, int Revision)
    {
        /// <summary>Key of its state: to begin, over, none left, or on offer.</summary>
        public string StateAt(DateTimeOffset now) => ActiveUntil <= now ? "over" : ActiveFrom > now ? "later"
            : Stock == 0 ? "out" : "on";
    }

    public sealed record StockChange(Guid Id, long Pieces, string Reason, DateTimeOffset At);
}
