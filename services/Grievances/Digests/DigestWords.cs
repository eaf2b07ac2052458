using RiderPlatform.Grievances.Domain;

namespace RiderPlatform.Grievances.Digests;

internal static class DigestWords
{
    public static Wording Of(DigestFigure figure, DigestSubject subject) => figure switch
    {
        DigestFigure.New => subject.Unit is null ? new("新登记", "Registered") : new("新派到", "Dispatched to it"),
        DigestFigure.Closed => new("销号", "Closed"),
        DigestFigure.Reopened => new("重新打开", "Reopened"),
        DigestFigure.WishesAnswered => new("心愿办结", "Wishes answered"),
        DigestFigure.OrdersIssued => new("督办单", "Supervise orders"),
        DigestFigure.ProjectsProposed => new("提出项目", "Projects proposed"),
        DigestFigure.ProjectsAdopted => new("立项", "Projects adopted"),
        _ => new("结项", "Projects closed"),
    };
}
