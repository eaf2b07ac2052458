using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit.Forms;
using RiderPlatform.Console.Sessions;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Console.Pages.Cases;

/// <summary>
/// One case and every step that can be taken with it. A step that is refused shows the case as it stands now, what
/// happened meanwhile, and what had been typed.
/// </summary>
public sealed partial class CaseModel(Colleagues colleagues) : ConsolePage
{
    /// <summary>The forms' fields of free text: name of the field → key of its label.</summary>
    public static readonly IReadOnlyDictionary<string, string> Texts = new Dictionary<string, string>
    {
        [nameof(DispatchNote)] = "case.dispatch-note",
        [nameof(BackNote)] = "case.back-note",
        [nameof(ReturnReason)] = "case.return-reason",
        [nameof(ReturnDuty)] = "case.return-duty",
        [nameof(ReturnProof)] = "case.return-proof",
        [nameof(TriageNote)] = "case.triage-note",
        [nameof(RejectReason)] = "case.reject-reason",
        [nameof(VerifyNote)] = "case.verify-note",
        [nameof(CallNote)] = "case.call-note",
        [nameof(CoText)] = "co.text",
        [nameof(CoNote)] = "co.task",
        [nameof(LabText)] = "lab.text",
        [nameof(LabNote)] = "lab.withdraw.note",
        [nameof(ExtendReason)] = "co.extend.reason",
        [nameof(ResolveNote)] = "case.resolve-note",
        [nameof(ReopenReason)] = "case.reopen-reason",
        [nameof(SplitReason)] = "case.split-reason",
        [nameof(PauseReason)] = "urge.pause.reason",
        [nameof(DecisionNote)] = "urge.decision.note",
        [nameof(OrderReason)] = "urge.order.reason",
        [nameof(OrderAnswer)] = "urge.order.answer",
    };

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>The version that the person had before them; then the one that the next form is sent with.</summary>
    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public Guid Key { get; set; }

    [BindProperty]
    public Guid? Unit { get; set; }

    [BindProperty]
    public string? DispatchNote { get; set; }

    [BindProperty]
    public string? BackNote { get; set; }

    [BindProperty]
    public string? ResolveNote { get; set; }

    [BindProperty]
    public string? ReopenReason { get; set; }

    [BindProperty]
    public string? SplitReason { get; set; }

    /// <summary>The case that this one is to be merged into.</summary>
    [BindProperty]
    public Guid? Into { get; set; }

    [BindProperty]
    public string? Outcome { get; set; }

    /// <summary>Part of a unit's name, looked for among those that routing does not name.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Units { get; set; }

    /// <summary>Null only where a form was refused and the case cannot be read either.</summary>
    public CaseFile? Dossier { get; private set; }

    /// <summary>The version that the refused form was sent with.</summary>
    public int? SentVersion { get; private set; }

    /// <summary>The name of who was faster.</summary>
    public string? Faster { get; private set; }

    public bool IsDispatcher => Me.Has(Roles.Dispatcher);

    /// <summary>A step that needs words stays folded until somebody wants it, or had begun it.</summary>
    public bool Begun(string field) => ModelState[field]?.AttemptedValue is { Length: > 0 };

    public string Handler(string name) => Here.Link($"/console/cases/{Id}", ("handler", name));

    public async Task<IActionResult> OnGetAsync()
    {
        Outcome = Held(nameof(Outcome));
        (ReturnCode, Category, Severity) = (Held(nameof(ReturnCode)), Held(nameof(Category)), Held(nameof(Severity)));
        (Solved, Satisfaction) = (Held(nameof(Solved)), Held(nameof(Satisfaction)));
        return await ReadAsync() is { } problem ? Failed(problem) : Page();
    }

    /// <summary>Further units by name, without scripts: the form with all that is typed into it comes back.</summary>
    public async Task<IActionResult> OnPostSearchAsync() =>
        await ReadAsync() is { } problem ? await ShowAgainAsync(problem) : Page();

    public Task<IActionResult> OnPostDispatchAsync() => StepAsync(
        "dispatch", new { Version, UnitId = Unit, Note = Words(DispatchNote) }, "case.done.dispatch",
        ("unitId", nameof(Unit)), ("note", nameof(DispatchNote)));

    public Task<IActionResult> OnPostAcceptAsync() => StepAsync("accept", new { Version }, "case.done.accept");

    public Task<IActionResult> OnPostCloseAsync() => StepAsync(
        "close", new { Version, Outcome = Words(Outcome) }, "case.done.close", ("outcome", nameof(Outcome)));

    public Task<IActionResult> OnPostMergeAsync() =>
        StepAsync("merge", new { Version, Into }, "case.done.merge", ("into", nameof(Into)));

    public Task<IActionResult> OnPostSplitAsync() => StepAsync(
        "split", new { Version, Reason = Words(SplitReason) }, "case.done.split",
        ("reason", nameof(SplitReason)), ("note", nameof(SplitReason)));

    public Task<IActionResult> OnPostReopenAsync() => StepAsync(
        "reopen", new { Version, Reason = Words(ReopenReason) }, "case.done.reopen",
        ("reason", nameof(ReopenReason)), ("note", nameof(ReopenReason)));

    public Task<IActionResult> OnPostResolveAsync() => FormAsync("resolve", "case.done.resolve",
        [("note", ResolveNote), .. FormAnswers.Take(this)],
        ("note", nameof(ResolveNote)), ("evidence", "photos"), ("photos", "photos"));

    private async Task<IActionResult> StepAsync(
        string step, object body, string done, params (string Api, string Form)[] names) => await AfterAsync(
            await Api.PostAsync<Api.Cases.Taken>($"/api/v1/cases/{Id}/{step}", body, Key.ToString(), Aborted),
            done, names);

    private async Task<IActionResult> AfterAsync(
        Answer<Api.Cases.Taken> answer, string done, params (string Api, string Form)[] names)
    {
        if (answer.Problem is { } problem)
        {
            return await ShowAgainAsync(problem, names);
        }

        // Who returns a case no longer sees it.
        var next = done == "case.done.return" ? "/console/queue" : $"/console/cases/{Id}";
        return Done(Here.Link(next), T.Of(done, answer.Value?.Unit?.Name, answer.Value?.Number));
    }

    private async Task<IActionResult> ShowAgainAsync(Problem problem, params (string Api, string Form)[] names)
    {
        (SentVersion, var key) = (Version, Key);
        if (problem.Now?.AcceptedBy is { } account)
        {
            Faster = account == Me.Person!.Subject ? Me.Person.DisplayName
                : await colleagues.NameOfAsync(account, Aborted);
        }

        await ReadAsync();
        if (problem.Status >= 500)
        {
            // It may have been done: the same request again is answered as the first time.
            (Version, Key) = (SentVersion.Value, key);
        }

        return Refuse(problem, names);
    }

    /// <summary>Why there is nothing to show; null where there is.</summary>
    private async Task<Problem?> ReadAsync()
    {
        var answer = await CaseFile.ReadAsync(
            Api, Here, Id, (IsDispatcher, IsDispatcher || IsHandler), Units?.Trim(), Aborted);
        Dossier = answer.Value;
        (Version, Key) = (Dossier?.Actions?.Version ?? Dossier?.Case.Version ?? Version, Guid.CreateVersion7());
        return answer.Problem;
    }

    private static string? Words(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
