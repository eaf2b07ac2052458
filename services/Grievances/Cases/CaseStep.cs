using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
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

    public bool? Satisfied { get; init; }

    public short? Rating { get; init; }

    /// <summary>The accepting unit's own number.</summary>
    public string? ExternalReference { get; init; }

    public IReadOnlyList<UploadedPhoto> Photos { get; init; } = [];

    /// <summary>The step carries a platform's decision on an appeal; without one it does not resolve it.</summary>
    public bool AnswersAppeal { get; init; }

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
        given.AddRange(Satisfied is null ? [] : ["satisfied"]);
        given.AddRange(Rating is null ? [] : ["rating"]);
        // What was seen on the road is answered by what it looks like now; the other kinds are answered in words.
        given.AddRange(Photos.Count > 0 || kind != CaseKind.Clue ? ["evidence"] : []);
        return given;
    }

    /// <summary>Tells the same step sent again from another one with the same version.</summary>
    public Guid Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(
            Encoding.UTF8.GetBytes(
            JsonSerializer.Serialize(
                    new object?[] { Action, Version, Note, UnitId ?? Into, Outcome, Satisfied, Rating })));
        if (ExternalReference is not null)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(ExternalReference));
        }

        foreach (var photo in Photos)
        {
            hash.AppendData(photo.Hash);
        }

        return new Guid(hash.GetHashAndReset().AsSpan(0, 16));
    }

    /// <summary>What the event keeps beside the note.</summary>
    public string? Data() => Action switch
    {
        CaseAction.CallBack => JsonSerializer.Serialize(new { satisfied = Satisfied, rating = Rating }),
        CaseAction.Accept when ExternalReference is not null =>
            JsonSerializer.Serialize(new { externalReference = ExternalReference }),
        CaseAction.Close => JsonSerializer.Serialize(new { outcome = Outcome.ToString() }),
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
        .When(Rating is < 1 or > 5, "rating", "评分为 1–5。", "Rating: 1 to 5.");

    public const int MaxNote = 1000;
    public const int MaxReference = 100;
}
