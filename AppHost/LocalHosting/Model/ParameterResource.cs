using System.Security.Cryptography;

namespace RiderPlatform.LocalHosting;

public abstract class ParameterDefault
{
    public abstract string GetDefaultValue();
}

/// <summary>
/// A password made when it is first needed. The stand-in keeps it in <c>secrets.json</c> and finds it again.
/// </summary>
public sealed class GenerateParameterDefault : ParameterDefault
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    public int MinLength { get; set; } = 22;

    public bool Special { get; set; } = true;

    /// <summary>
    /// Letters and digits whatever <see cref="Special"/> says: nothing to quote in any connection string.
    /// </summary>
    public override string GetDefaultValue() => RandomNumberGenerator.GetString(Letters, MinLength);
}

public sealed class ParameterResource(string name, bool secret) : Resource(name)
{
    public bool Secret => secret;

    public ParameterDefault? Default { get; internal init; }

    internal string? Constant { get; init; }

    /// <summary>Set by the running host, from configuration, the secrets file or the default.</summary>
    internal string? Value { get; set; }

    internal ReferenceExpression Expression => new($"{{{Name}.value}}", Require, this);

    internal string UriEncodedName => $"{Name}-uri-encoded";

    internal ReferenceExpression UriEncodedExpression =>
        new($"{{{UriEncodedName}.value}}", () => Uri.EscapeDataString(Require()), this);

    private string Require() => Value ?? throw new HostingException(
        $"缺少参数 {Name}：请以 --Parameters:{Name}=… 给出 · Parameter {Name} has no value: give --Parameters:{Name}=…");
}
