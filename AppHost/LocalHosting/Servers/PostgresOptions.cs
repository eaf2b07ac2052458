namespace RiderPlatform.LocalHosting;

public sealed record PostgresOptions
{
    /// <summary>Where the cluster lies; null makes a temporary folder, removed on disposal.</summary>
    public string? Folder { get; init; }

    /// <summary>Null takes a free one.</summary>
    public int? Port { get; init; }

    /// <summary>Letters and digits. Null generates one; a cluster that already exists must be given its own.</summary>
    public string? Password { get; init; }

    public string UserName { get; init; } = PostgresServerResource.DefaultUserName;

    public int SharedBuffersMegabytes { get; init; } = 512;

    /// <summary>Marks the process for <see cref="Orphans"/>; the folder itself by default.</summary>
    internal string? Owner { get; init; }

    internal IChildOutput? Output { get; init; }
}
