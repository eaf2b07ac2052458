using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Photos;
using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.Grievances.Cases;

/// <summary>What one of the action routes asks for, in one form.</summary>
public sealed record CaseStep(CaseAction Action, int Version)
{
    /// <summary>Reason, note or comment.</summary>
    public string? Note { get; init; }

    public Guid? UnitId { get; init; }

    public CaseOutcome? Outcome { get; init; }

    /// <summary>The case that this one is merged into.</summary>
    public Guid? Into { get; init; }

    /// <summary>For a triage: what the case is about, where that was wrong.</summary>
    public string? Category { get; init; }

    public Severity? Severity { get; init; }

    public Solved? Solved { get; init; }

    public Satisfaction? Satisfaction { get; init; }

    public ReturnGrounds? Grounds { get; init; }

    /// <summary>The accepting unit's own number.</summary>
    public string? ExternalReference { get; init; }

    public IReadOnlyList<UploadedPhoto> Photos { get; init; } = [];

    /// <summary>Of a resolving, to the category's form, as they were sent; by the field's code.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Answers { get; init; }

    /// <summary>The same, read.</summary>
    public IReadOnlyList<FormAnswer> Answered { get; init; } = [];

    /// <summary>What the photos of evidence say of where and when; null where they say nothing.</summary>
    public SpotCheck? Spot { get; init; }

    /// <summary>The step carries a platform's decision on an appeal; without one it does not resolve it.</summary>
    public bool AnswersAppeal { get; init; }

    /// <summary>Why nobody on duty is called by this dispatch; null where somebody is, or nobody has to be.</summary>
    public string? NobodyOnDuty { get; init; }

    /// <summary>
    /// Names of the table's fields that are filled; <paramref name="kind"/> decides what counts as evidence.
    /// </summary>
    public IReadOnlyList<string> Given(CaseKind kind)
    {
        var given = new List<string>();
        given.AddRange(Note is null ? [] : ["note", "reason"]);
        given.AddRange(UnitId is null ? [] : ["unitId"]);
        given.AddRange(Outcome is null ? [] : ["outcome"]);
        given.AddRange(Into is null ? [] : ["into"]);
        given.AddRange(Category is null && Severity is null ? [] : ["category"]);
        given.AddRange(Solved is null ? [] : ["solved"]);
        given.AddRange(Satisfaction is null ? [] : ["satisfaction"]);
        given.AddRange(Grounds?.ReasonCode is null ? [] : ["reasonCode"]);
        given.AddRange(Grounds?.Duty is null ? [] : ["duty"]);
        given.AddRange(Grounds?.Proof is null && Photos.Count == 0 ? [] : ["proof"]);
        // What was seen on the road is answered by what it looks like now; the other kinds are answered in words.
        given.AddRange(Photos.Count > 0 || kind != CaseKind.Clue ? ["evidence"] : []);
        return given;
    }

    /// <summary>Tells the same step sent again from another one with the same version.</summary>
    public Guid Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(
            new object?[]
            {
                Action, Version, Note, UnitId ?? Into, Outcome, Solved, Satisfaction, Category, Severity, Grounds,
            })));
        if (ExternalReference is not null)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(ExternalReference));
        }

        foreach (var (code, value) in (Answers ?? new Dictionary<string, JsonElement>())
            .OrderBy(a => a.Key, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{code}={value.GetRawText()};"));
        }

        foreach (var photo in Photos)
        {
            hash.AppendData(photo.Hash);
        }

        return new Guid(hash.GetHashAndReset().AsSpan(0, 16));
    }

    /// <summary>What the event keeps beside the note.</summary>
    /// <param name="row">The case before the step.</param>
    public string? Data(CaseRow row) => Action switch
    {
        CaseAction.Triage when Category is not null || Severity is not null => JsonSerializer.Serialize(new
        {
            from = new { category = row.Category, severity = row.Severity.ToString() },
            to = new { category = Category ?? row.Category, severity = (Severity ?? row.Severity).ToString() },
        }),
        CaseAction.Return => JsonSerializer.Serialize(new
        {
            reasonCode = Grounds!.ReasonCode.ToString(), duty = Grounds.Duty!.Trim(), proof = Grounds.Proof?.Trim(),
            suggestedUnit = Grounds.SuggestedUnit,
        }),
        CaseAction.CallBack => JsonSerializer.Serialize(
            new { solved = Solved.ToString(), satisfaction = Satisfaction.ToString() }),
        CaseAction.Resolve when Spot is not null || Answered.Count > 0 => new ResolveData(Spot, Answered).Write(),
        CaseAction.Accept when ExternalReference is not null =>
            JsonSerializer.Serialize(new { externalReference = ExternalReference }),
        CaseAction.Close or CaseAction.Reject or CaseAction.Withdraw =>
            JsonSerializer.Serialize(new { outcome = Outcome.ToString() }),
        CaseAction.Dispatch or CaseAction.RefuseReturn when NobodyOnDuty is not null =>
            JsonSerializer.Serialize(new { nobodyOnDuty = NobodyOnDuty }),
        CaseAction.Merge => JsonSerializer.Serialize(new { outcome = Outcome.ToString(), into = Into }),
        _ => null,
    };

    /// <summary>Wrong in itself, whatever the case.</summary>
    public Invalid Wrong() => new Invalid()
        .When(Version < 1, "version", "请填写您看到的版本号。", "Give the version that you saw.")
        .When(Note is { } note
            && !Words.AreGood(note, MaxNote), "note", $"说明须为 1–{MaxNote} 个字，不含控制字符。",
            $"1–{MaxNote} characters, no control characters.")
        .When(ExternalReference is { } reference
            && !Words.AreGood(reference, MaxReference), "externalReference", $"编号须为 1–{MaxReference} 个字，不含控制字符。",
            $"1–{MaxReference} characters, no control characters.")
        .When(Grounds?.Duty is { } duty && !Words.AreGood(duty, ReturnGrounds.MaxText), "duty",
            $"请写明依据的职责，1–{ReturnGrounds.MaxText} 个字。", $"Name the duty in 1–{ReturnGrounds.MaxText} characters.")
        .When(Grounds?.Proof is { } proof && !Words.AreGood(proof, ReturnGrounds.MaxText), "proof",
            $"佐证须为 1–{ReturnGrounds.MaxText} 个字，不含控制字符。",
            $"1–{ReturnGrounds.MaxText} characters, no control characters.");

    public const int MaxNote = 1000;
    public const int MaxReference = 100;
}

/// <summary>What a unit must show when it sends a case back; a dispatcher judges it within minutes.</summary>
/// <param name="Duty">The duty that it cites: which rule gives the matter to whom.</param>
/// <param name="Proof">In words, where there is no photo: a document's number, a boundary, a contract.</param>
/// <param name="SuggestedUnit">Whose it is, as the unit sees it.</param>
public sealed record ReturnGrounds(ReturnReason? ReasonCode, string? Duty, string? Proof, Guid? SuggestedUnit)
{
    public const int MaxText = 300;
}
