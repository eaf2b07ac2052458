using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Pages.Cases;
using RiderPlatform.Console.Sessions;

namespace RiderPlatform.Console.Pages.Queue;

/// <summary>What waits for the handler's unit, due soonest first.</summary>
public sealed class IndexModel(Colleagues colleagues) : LanePage
{
    protected override string Path => "/console/queue";

    protected override string Waiting => "handler";

    protected override string Does => "~/Pages/Queue/_Does.cshtml";

    protected override (string Name, object? Value)[] Sorting => [("sort", "dueAt"), ("order", "asc")];

    /// <summary>Who has accepted the case before the visitor; null where that is not what went wrong.</summary>
    public string? Faster { get; private set; }

    protected override IEnumerable<Lane.Tab> TabsOf(Func<string, long?> of, long? all, long? overdue) =>
    [
        new("accept", "queue.accept", of("Dispatched"), [("status", "Dispatched")]),
        new("work", "queue.work", of("Accepted"), [("status", "Accepted")]),
        new("started", "queue.started", of("InProgress"), [("status", "InProgress")]),
        new("mine", "queue.mine", Counts[0], [("waiting", Waiting), .. Counted[0]]),
        new("none", "queue.unassigned", Counts[1], [("waiting", Waiting), .. Counted[1]]),
        new("overdue", "queue.overdue", overdue, [("waiting", Waiting), ("overdue", "true")], Hot: true),
        new("all", "queue.all", all, [("waiting", Waiting)]),
    ];

    protected override IReadOnlyList<(string Name, object? Value)[]> Counted =>
        [[("assignee", "me")], [("assignee", "none")]];

    /// <summary>What other leads wait for.</summary>
    public IReadOnlyList<CoTasks.CoTask> CoTasks { get; private set; } = [];

    /// <summary>What the institute is to test.</summary>
    public IReadOnlyList<Lab.Sample> Samples { get; private set; } = [];

    public long SampleTotal { get; private set; }

    public long CoTotal { get; private set; }

    public async Task OnGetAsync()
    {
        if (!Here.IsPast)
        {
            var tasks = await Api.GetAsync<Listed<CoTasks.CoTask>>("/api/v1/cases/co-tasks?size=20", Aborted);
            var samples = await Api.GetAsync<Listed<Lab.Sample>>("/api/v1/cases/lab-samples?size=20", Aborted);
            (Samples, SampleTotal) = (samples.Value?.Items ?? [], samples.Value?.Total ?? 0);
            (CoTasks, CoTotal) = (tasks.Value?.Items ?? [], tasks.Value?.Total ?? 0);
        }

        await ReadAsync();
    }

    public async Task<IActionResult> OnPostAcceptAsync(Guid @case, int version, Guid key)
    {
        var answer = await Api.PostAsync<Api.Cases.Taken>(
            $"/api/v1/cases/{@case}/accept", new { version }, key.ToString(), Aborted);
        if (answer.Problem is not { } problem)
        {
            return Done(Href(Tab ?? "accept"), T.Of("queue.done", answer.Value?.Number));
        }

        if (problem.Now?.AcceptedBy is { } account)
        {
            var name = account == Me.Person!.Subject ? Me.Person.DisplayName
                : await colleagues.NameOfAsync(account, Aborted);
            Faster = T.Of("case.faster", name ?? T["case.colleague"], problem.Now.Unit);
        }

        await ReadAsync();
        return Refuse(problem);
    }
}
