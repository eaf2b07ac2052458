namespace RiderPlatform.LocalHosting;

public sealed record RabbitMqOptions
{
    /// <summary>Where the node's data lies; null makes a temporary folder, removed on disposal.</summary>
    public string? Folder { get; init; }

    public int? Port { get; init; }

    /// <summary>Of Erlang's distribution, by which virtual hosts are added.</summary>
    public int? DistributionPort { get; init; }

    /// <summary>
    /// Of this node's own port mapper (epmd): a machine-wide one would know our node, and outlive it.
    /// </summary>
    public int? MapperPort { get; init; }

    public string UserName { get; init; } = RabbitMQServerResource.DefaultUserName;

    /// <summary>Letters and digits. Null generates one.</summary>
    public string? Password { get; init; }

    internal string? Owner { get; init; }

    internal IChildOutput? Output { get; init; }
}
