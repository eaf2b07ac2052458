namespace RiderPlatform.Console.Api;

/// <summary>Answers of Points about closed days.</summary>
public static class Closes
{
    public sealed record Close(
        DateOnly Day, long Transfers, string Root, string Previous, string Chain, DateTimeOffset ClosedAt);

    /// <summary>As the API gives it, so that what is pasted is what is sent.</summary>
    public sealed record Proof(
        DateOnly Day, string Leaf, long Index, long Transfers, IReadOnlyList<string> Path, string Root);

    public sealed record Answer(IReadOnlyList<Proof> Proofs);

    public sealed record Verdict(bool Holds, string? Computed, string? Published, string Text, string TextEn);
}
