using RiderPlatform.Console.Sessions;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Console.Kit;

/// <summary>Which pages there are, who may open them and where they stand in the menu: one table for both.</summary>
public static class Navigation
{
    /// <param name="Path">Address, and the folder of the Razor page without <c>/console</c>.</param>
    /// <param name="Text">Key of its name.</param>
    /// <param name="Group">Key of the menu's group; <c>rider</c> stands in the bar at the thumb.</param>
    /// <param name="Roles">Who may; none: everybody, signed in or not.</param>
    /// <param name="Surface">How it is laid out: <c>phone</c>, <c>desk</c>, <c>wall</c>.</param>
    public sealed record Entry(
        string Path, string Text, string Icon, string Group, string Surface, params string[] Roles)
    {
        public bool IsOpen => Roles.Length == 0;

        public bool IsFor(Visitor visitor) => IsOpen || visitor.Has(Roles);
    }

    /// <summary>More are too narrow for a thumb.</summary>
    private const int MostInBar = 5;

    private static readonly string[] CaseStaff =
        [Roles.Dispatcher, Roles.Handler, Roles.Supervisor, Roles.Leader, Roles.Administrator];

    public static readonly IReadOnlyList<Entry> Entries =
    [
        new("/console/stations", "nav.stations", "station", "rider", "phone"),
        new("/console/report", "nav.report", "camera", "rider", "phone", Roles.Rider),
        new("/console/my/cases", "nav.my-cases", "list", "rider", "phone", Roles.Rider),
        new("/console/my/points", "nav.my-points", "star", "rider", "phone", Roles.Rider),
        new("/console/shop", "nav.shop", "gift", "rider", "phone", Roles.Rider),
        new("/console/my/vouchers", "nav.my-vouchers", "ticket", "none", "phone", Roles.Rider),
        new("/console/points/board", "nav.board", "chart", "none", "phone", Roles.Rider),
        new("/console/points/boards", "nav.boards", "list", "none", "phone",
            Roles.Secretary, Roles.Administrator, Roles.Rider),
        new("/console/tasks", "nav.tasks", "check", "none", "phone", Roles.Rider),
        new("/console/keeper", "nav.keeper", "door", "nav.group.station", "desk", Roles.Keeper),
        new("/console/keeper/redeem", "nav.redeem", "ticket", "nav.group.station", "desk", Roles.Keeper),
        new("/console/keeper/till", "nav.till", "ticket", "nav.group.station", "desk", Roles.Keeper),
        new("/console/inbox", "nav.inbox", "inbox", "nav.group.cases", "desk", Roles.Dispatcher),
        new("/console/queue", "nav.queue", "inbox", "nav.group.cases", "desk", Roles.Handler),
        new("/console/unit", "nav.unit", "person", "nav.group.cases", "desk", Roles.Handler),
        new("/console/unit/hours", "nav.unit-hours", "clock", "nav.group.cases", "desk",
            Roles.Handler, Roles.Secretary, Roles.Dispatcher, Roles.Administrator),
        new("/console/raise", "nav.raise", "send", "nav.group.cases", "phone",
            Roles.Rider, Roles.Dispatcher, Roles.Secretary),
        new("/console/demands", "nav.demands", "user-check", "nav.group.cases", "desk",
            Roles.Dispatcher, Roles.Secretary, Roles.Keeper),
        new("/console/appeal", "nav.appeal", "scales", "none", "phone", Roles.Rider),
        new("/console/appeals", "nav.appeals", "scales", "nav.group.cases", "desk", CaseStaff),
        new("/console/warnings", "nav.warnings", "storm", "nav.group.cases", "desk", [.. CaseStaff, Roles.Operations]),
        new("/console/cases", "nav.cases", "list", "nav.group.cases", "desk", CaseStaff),
        new("/console/supervise", "nav.supervise", "alert", "nav.group.cases", "desk", CaseStaff),
        new("/console/roster", "nav.roster", "clock", "nav.group.cases", "desk", Roles.Dispatcher, Roles.Secretary,
            Roles.Handler, Roles.Administrator),
        new("/console/handover", "nav.handover", "send", "nav.group.cases", "desk", Roles.Handler, Roles.Dispatcher),
        new("/console/projects", "nav.projects", "book", "nav.group.cases", "desk", [Roles.Secretary, .. CaseStaff]),
        new("/console/meetings", "nav.meetings", "person", "nav.group.cases", "desk", Roles.Secretary,
            Roles.Dispatcher, Roles.Supervisor, Roles.Leader, Roles.Administrator),
        new("/console/digest", "nav.digest", "chart", "nav.group.look", "desk", [Roles.Secretary, .. CaseStaff]),
        new("/console/figures", "nav.figures", "chart", "nav.group.look", "desk",
            Roles.Dispatcher, Roles.Supervisor, Roles.Leader, Roles.Administrator),
        new("/console/wall", "nav.wall", "screen", "nav.group.look", "wall",
            Roles.Dispatcher, Roles.Supervisor, Roles.Leader, Roles.Administrator),
        new("/console/points/awards", "nav.awards", "star", "nav.group.look", "desk",
            Roles.Secretary, Roles.Administrator),
        new("/console/open", "nav.open", "globe", "nav.group.look", "desk"),
        new("/console/closes", "nav.closes", "book", "none", "desk"),
        new("/console/funds", "nav.funds", "book", "none", "desk"),
        new("/console/life", "nav.life", "chart", "nav.group.admin", "desk", CaseStaff),
        new("/console/categories", "nav.categories", "list", "nav.group.admin", "desk", Roles.Administrator),
        new("/console/duties", "nav.duties", "user-check", "nav.group.admin", "desk",
            Roles.Administrator, Roles.Secretary, Roles.Dispatcher),
        new("/console/posts", "nav.posts", "person", "nav.group.admin", "desk",
            Roles.Administrator, Roles.Secretary, Roles.Dispatcher, Roles.Supervisor, Roles.Leader),
        new("/console/calendar", "nav.calendar", "clock", "nav.group.admin", "desk", CaseStaff),
        new("/console/points/approvals", "nav.approvals", "star", "nav.group.admin", "desk",
            Roles.Secretary, Roles.Administrator),
        new("/console/points/rules", "nav.rules", "book", "nav.group.admin", "desk", Roles.Administrator),
        new("/console/settlements", "nav.settlements", "list", "nav.group.admin", "desk",
            Roles.Keeper, Roles.Administrator),
        new("/console/points/funds", "nav.purse", "book", "nav.group.admin", "desk",
            Roles.Administrator, Roles.Operations, Roles.Supervisor, Roles.Leader, Roles.Secretary),
        new("/console/points/rewards", "nav.catalogue", "gift", "nav.group.admin", "desk", Roles.Administrator),
        new("/console/points/books", "nav.books", "star", "nav.group.admin", "desk",
            Roles.Operations, Roles.Administrator),
        new("/console/imports", "nav.imports", "send", "nav.group.admin", "desk",
            Roles.Dispatcher, Roles.Administrator),
        new("/console/exports", "nav.exports", "download", "nav.group.look", "desk", CaseStaff),
    ];

    public static IEnumerable<Entry> For(Visitor visitor) => Entries.Where(e => e.Group != "none" && e.IsFor(visitor));

    /// <summary>
    /// The bar at the thumb, and what is behind its last place where there is more than it holds. Riders have their
    /// own; somebody who is not signed in sees it too, because the way in is one tap. Staff's own work comes first.
    /// </summary>
    public static (IReadOnlyList<Entry> Bar, IReadOnlyList<Entry> More) ThumbOf(Visitor visitor, string surface)
    {
        if (visitor.Has(Roles.Rider) || (!visitor.IsSignedIn && surface == "phone"))
        {
            return ([.. Entries.Where(e => e.Group == "rider")], []);
        }

        List<Entry> all = [.. For(visitor).OrderBy(e => e.Group == "rider")];
        return all.Count <= MostInBar ? (all, []) : (all[..(MostInBar - 1)], all[(MostInBar - 1)..]);
    }

    /// <summary>The entry that a page belongs to: the longest path that begins it.</summary>
    public static Entry? Of(PathString path) => Entries.Where(e => path.StartsWithSegments(e.Path))
        .MaxBy(e => e.Path.Length);

    /// <summary>The first page of this visitor's work.</summary>
    public static string HomeOf(Visitor visitor) => visitor switch
    {
        _ when visitor.Has(Roles.Dispatcher) => "/console/inbox",
        _ when visitor.Has(Roles.Handler) => "/console/queue",
        _ when visitor.Has(Roles.Keeper) => "/console/keeper",
        _ when visitor.Has(Roles.Supervisor) => "/console/supervise",
        _ when visitor.Has(Roles.Leader) => "/console/figures",
        _ when visitor.Has(Roles.Administrator) => "/console/cases",
        _ when visitor.Has(Roles.Secretary) => "/console/raise",
        _ when visitor.Has(Roles.Rider) => "/console/stations",
        _ => "/console/open",
    };
}
