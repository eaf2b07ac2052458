namespace RiderPlatform.Grievances.Domain;

/// <summary>What a case is about. The severity decides the lane, and in Points the award of a clue.</summary>
/// <param name="Code">
/// One to three lower-case words with points between, most general first: <c>road.manhole</c>; its parent is the code
/// without the last word.
/// </param>
/// <param name="Public">Hazards of this category may stand on the public map, without text or photo.</param>
public sealed record Category(string Code, string NameZh, string NameEn, Severity Severity, bool Public = false)
{
    public const int MostLevels = 3;

    /// <summary>Grows with every change; 0 does not exist yet.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The kinds of case that it is offered for.</summary>
    public IReadOnlyList<CaseKind> Kinds { get; init; } = [CaseKind.Clue];

    /// <summary>A heading over others: no case is registered under it itself.</summary>
    public bool Group { get; init; }

    /// <summary>False: offered no more; cases that have it keep it.</summary>
    public bool Active { get; init; } = true;

    /// <summary>Never given to a unit below this level, whoever has the duty; null: to any.</summary>
    public RegionLevel? MinLevel { get; init; }

    /// <summary>What is asked beside text, place and photos.</summary>
    public IReadOnlyList<FormField> Form { get; init; } = [];

    /// <summary>What whoever resolves a case of it answers beside the note and the photos.</summary>
    public IReadOnlyList<FormField> ResolveForm { get; init; } = [];

    public string? Parent => Code.LastIndexOf('.') is var at and > 0 ? Code[..at] : null;

    /// <summary>Whether a case of this kind can be registered under it now.</summary>
    public bool IsOfferedFor(CaseKind kind) => Active && !Group && Kinds.Contains(kind);

    /// <summary>Whether it is for a unit of this region.</summary>
    public bool IsFor(string unitRegion) => MinLevel is not { } level || unitRegion.Length <= (int)level;
}

/// <summary>The levels of administration; the number is the length of their codes.</summary>
public enum RegionLevel
{
    Province = 2,
    City = 4,
    County = 6,
    Street = 9,
    Community = 12,
}
