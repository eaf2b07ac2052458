namespace RiderPlatform.LocalHosting;

/// <summary>The account under which PostgreSQL runs when we are root: PostgreSQL refuses to run as root.</summary>
internal sealed record UnprivilegedUser(string Name, int UserId, int GroupId)
{
    /// <summary>
    /// <c>postgres</c> where Debian's package has made it, else <c>nobody</c>; null when we are not root.
    /// </summary>
    public static UnprivilegedUser? ForServers() =>
        Environment.IsPrivilegedProcess ? Find("postgres") ?? Find("nobody") : null;

    private static UnprivilegedUser? Find(string name) => File.ReadLines("/etc/passwd")
        .Select(line => line.Split(':'))
        .Where(fields => fields.Length > 3 && fields[0] == name)
        .Select(fields => new UnprivilegedUser(
            name, int.Parse(fields[2], null), int.Parse(fields[3], null)))
        .FirstOrDefault();
}
