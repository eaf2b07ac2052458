namespace RiderPlatform.Contracts;

/// <summary>
/// Names a fact on the wire. The name and version, never the CLR name, are the exchange's name and the outbox row's
/// type, so that renaming a class breaks nobody.
/// </summary>
/// <param name="name">Kebab-case, past tense: <c>case-closed</c>.</param>
/// <param name="version">Starts at 1; additive optional properties do not raise it.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ContractAttribute(string name, int version) : Attribute
{
    public string Name { get; } = name;

    public int Version { get; } = version;

    /// <summary>
    /// True where no service of ours subscribes yet: the fact is announced to whoever listens, and it is no fault when
    /// nobody does. Every other fact is published as mandatory and waits in the outbox until a queue is bound to it.
    /// </summary>
    public bool Broadcast { get; init; }

    /// <summary><c>case-closed.v1</c></summary>
    public string WireName => $"{Name}.v{Version}";
}
