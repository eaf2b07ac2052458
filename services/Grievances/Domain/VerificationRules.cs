using System.Security.Cryptography;
using System.Text;

namespace RiderPlatform.Grievances.Domain;

/// <summary>Where the blind check of a resolved hazard stands.</summary>
public enum VerificationState
{
    /// <summary>Nobody is invited yet.</summary>
    Waiting,

    /// <summary>Those who are invited may claim it.</summary>
    Open,
    Claimed,

    /// <summary>Somebody has seen whether it is fixed.</summary>
    Answered,

    /// <summary>Three could not tell: a dispatcher decides.</summary>
    Undecided,

    /// <summary>The case has moved on, or nobody needs to look.</summary>
    Cancelled,
}

/// <summary>What the verifier saw.</summary>
public enum Seen
{
    Fixed,
    NotFixed,
    CannotTell,
}

/// <summary>Why somebody is in the pool of those who may be asked to look; more than one may hold.</summary>
public enum AskedAs
{
    /// <summary>Reported, joined or volunteered near by lately.</summary>
    Active,

    /// <summary>Registered in the street, then in the county, then in the city.</summary>
    Registered,

    /// <summary>Appointed to a grid that holds the place.</summary>
    GridMember,
}

/// <summary>The numbers that a blind check lives by, and the draw.</summary>
public static class VerificationRules
{
    /// <summary>Invited at first, and with every widening again.</summary>
    public const int Invited = 5;

    /// <summary>Near by, the whole county, the whole city.</summary>
    public const int MostReach = 2;

    /// <summary>So many are asked if they cannot tell.</summary>
    public const int MostAnswers = 3;

    public const double WithinMetres = 200;

    /// <summary>Who was active within this distance of the hazard counts as near by.</summary>
    public const double NearMetres = 3000;

    /// <summary>As much as a minor clue: the way there and a photo.</summary>
    public const int Points = 5;

    public static readonly TimeSpan ActiveWithin = TimeSpan.FromDays(90);
    public static readonly TimeSpan WidenAfter = TimeSpan.FromHours(2);
    public static readonly TimeSpan ReleaseAfter = TimeSpan.FromHours(4);

    /// <summary>
    /// At random and all the same reproducible: the order of SHA-256 over seed and rider, which nobody can steer and
    /// everybody can check with the stored seed.
    /// </summary>
    public static IReadOnlyList<Guid> Draw(string seed, IEnumerable<Guid> pool) =>
        [.. pool.Distinct().OrderBy(rider => Convert.ToHexString(
            SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}:{rider:N}"))), StringComparer.Ordinal).Take(Invited)];

    public static string SeedOf(Guid caseId, int resolution, int answers, int reach) =>
        $"{caseId:N}:{resolution}:{answers}:{reach}";
}
