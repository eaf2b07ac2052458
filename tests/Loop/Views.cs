namespace RiderPlatform.Loop;

/// <summary>A case as it stands after a report or a step.</summary>
public sealed record CaseView(Guid Id, string Number, string Status, int Version, UnitView? Unit, string? RegionCode);

/// <summary>A case of a list.</summary>
public sealed record CaseItem(Guid Id, string Status, int Version, string Text, UnitView? Unit, Guid? AcceptedBy);

/// <summary>One case with its photos.</summary>
public sealed record CaseFile(CaseItem Case, IReadOnlyList<PhotoView> Photos);

public sealed record UnitView(Guid Id, string Name);

public sealed record PhotoView(Guid Id);

public sealed record CountView(long Total, IReadOnlyDictionary<string, long> ByStatus);

public sealed record StepView(string Kind, string Status, int Version, DateTimeOffset OccurredAt);

public sealed record PageView<T>(IReadOnlyList<T> Items, long Total, int PageNumber, int PageSize);

public sealed record BalanceView(long Balance, long Held);

/// <param name="Kind">The outcome of a closed case's award, or the phase of a voucher's hold.</param>
/// <param name="Reference">Case or voucher.</param>
public sealed record EntryView(Guid Id, string Kind, long Points, long Held, Guid Reference)
{
    public bool IsAward => Kind is "Awarded" or "Capped" or "CapReached" or "FundExhausted" or "NoFund";
}

public sealed record RewardView(Guid Id, string Name, string RegionCode, long PricePoints, long Stock);

public sealed record VoucherView(Guid Id, string Code, string Status);

public sealed record StationView(Guid Id, string Name, string? RegionCode, double? DistanceMetres);

public sealed record NearestView(IReadOnlyList<StationView> Items);

public sealed record VerificationView(bool Holds);

public sealed record TokenView(string Access_token, int Expires_in, string? Refresh_token, string Token_type);
