namespace RiderPlatform.Console.Api;

/// <summary>The category tree as an administrator changes it.</summary>
public static class Categories
{
    public static readonly IReadOnlyList<string> Kinds =
        ["Clue", "Grievance", "Appeal", "Wish", "Demand", "VisitFinding", "ForumItem"];

    public static readonly IReadOnlyList<string> Levels = ["Province", "City", "County", "Street", "Community"];

    public static readonly IReadOnlyList<string> Types =
        ["Text", "Number", "Money", "Date", "DateTime", "YesNo", "Choice", "Choices"];

    public sealed record Category(
        string Code, string NameZh, string NameEn, string Severity, bool Public, int Version,
        IReadOnlyList<string> Kinds, bool Group, bool Active, string? MinLevel, IReadOnlyList<Reports.FormField> Form,
        IReadOnlyList<Reports.FormField> ResolveForm);

    public sealed record Changed(
        Category Category, IReadOnlyList<string> Differences, int OpenCases, int ClosedCases, OldForms? OldForms,
        bool Saved);

    /// <summary>Open cases that were reported with another form; the oldest are listed.</summary>
    public sealed record OldForms(int Count, IReadOnlyList<OldCase> Cases);

    public sealed record OldCase(Guid Id, string Number, int Version, DateTimeOffset ReportedAt);

    public sealed record Earlier(Category Category, Guid? ChangedBy, DateTimeOffset ChangedAt);
}
