namespace RiderPlatform.Grievances.Domain.Projects;

/// <summary>What clustering knows of a case.</summary>
/// <param name="Reporter">The rider; null where no rider reported it: then it counts as somebody of its own.</param>
public readonly record struct CasePoint(
    Guid Id, string Category, string Region, Position? At, DateTimeOffset ReportedAt, CaseKind Kind, bool Open,
    bool Reopened, bool Returned, Guid? Reporter)
{
    /// <summary>The category's second level: <c>labour.pay.arrears</c> → <c>labour.pay</c>.</summary>
    public static string TopicOf(string category)
    {
        var first = category.IndexOf('.', StringComparison.Ordinal);
        var second = first < 0 ? -1 : category.IndexOf('.', first + 1);
        return second < 0 ? category : category[..second];
    }
}
