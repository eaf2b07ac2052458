namespace RiderPlatform.ServiceDefaults.Identity;

/// <summary>One line of a person's scope: what they are, where, and for which organisation.</summary>
/// <param name="Role">A name of <see cref="Roles"/>.</param>
/// <param name="Region">Region prefix; empty covers every region.</param>
/// <param name="Organisation">Only what belongs to this organisation; null: whatever lies in the region.</param>
public sealed record Grant(string Role, string Region, Guid? Organisation)
{
    /// <summary>
    /// The form in the token's <c>grants</c> claim: <c>handler|510104|0192…</c>, the last part may be empty.
    /// </summary>
    public override string ToString() => $"{Role}|{Region}|{Organisation}";

    /// <summary>Null for a text that is no grant: such a claim gives nothing rather than everything.</summary>
    public static Grant? Parse(string text)
    {
        var parts = text.Split('|');
        if (parts.Length != 3 || parts[0].Length == 0 || !parts[1].All(char.IsAsciiDigit))
        {
            return null;
        }

        if (parts[2].Length == 0)
        {
            return new Grant(parts[0], parts[1], null);
        }

        return Guid.TryParse(parts[2], out var organisation) ? new Grant(parts[0], parts[1], organisation) : null;
    }
}
