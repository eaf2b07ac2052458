using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Pages.Cases;

namespace RiderPlatform.Console.Pages.Inbox;

/// <summary>What waits for a dispatcher, the immediate lane first.</summary>
public sealed class IndexModel : LanePage
{
    protected override string Path => "/console/inbox";

    protected override string Waiting => "dispatcher";

    protected override string Does => "~/Pages/Inbox/_Does.cshtml";

    /// <summary>The API's own order: major first, then the newest.</summary>
    protected override (string Name, object? Value)[] Sorting => [];

    protected override IEnumerable<Lane.Tab> TabsOf(Func<string, long?> of, long? all, long? overdue) =>
    [
        new("all", "inbox.all", all, [("waiting", Waiting)]),
        new("new", "inbox.new", of("Registered"), [("status", "Registered")]),
        new("triaged", "inbox.triaged", of("Triaged"), [("status", "Triaged")]),
        new("returned", "inbox.returned", of("Returned"), [("status", "Returned")]),
        new("called-back", "inbox.called-back", of("CalledBack"), [("status", "CalledBack")]),
        new("reopened", "inbox.reopened", of("Reopened"), [("status", "Reopened")]),
        new("overdue", "inbox.overdue", overdue, [("waiting", Waiting), ("overdue", "true")], Hot: true),
    ];

    public Task OnGetAsync() => ReadAsync();

    /// <summary>The question before a dispatch by one key: whom, and why.</summary>
    public async Task<IActionResult> OnGetFirstAsync(Guid @case)
    {
        var one = Api.GetAsync<Api.Cases.Actions>($"/api/v1/cases/{@case}/actions", Aborted);
        var routing = Api.GetAsync<Routing.Explained>($"/api/v1/cases/{@case}/candidates", Aborted);
        await Task.WhenAll(one, routing);
        return ((await one).Problem ?? (await routing).Problem) is { } problem
            ? Failed(problem)
            : Partial("_First", new First((await one).Value!, (await routing).Value!));
    }

    public async Task<IActionResult> OnPostDispatchAsync(Guid @case, int version, Guid unit, Guid key)
    {
        var answer = await Api.PostAsync<Api.Cases.Taken>(
            $"/api/v1/cases/{@case}/dispatch", new { version, unitId = unit }, key.ToString(), Aborted);
        if (answer.Problem is not { } problem)
        {
            return Done(Href(Tab ?? "all"), T.Of("inbox.done", answer.Value?.Number, answer.Value?.Unit?.Name));
        }

        await ReadAsync();
        return Refuse(problem);
    }

    /// <summary>Who would get it, or why the key does nothing here.</summary>
    public sealed record First(Api.Cases.Actions Actions, Routing.Explained Routing)
    {
        public Routing.Candidate? Candidate =>
            Actions.Of("Dispatch") is { Allowed: true } && !IsReturned ? Routing.Candidates.FirstOrDefault() : null;

        /// <summary>A returned case is judged on its page: its reason must be read.</summary>
        public bool IsReturned => Actions.Status == "Returned";
    }
}
