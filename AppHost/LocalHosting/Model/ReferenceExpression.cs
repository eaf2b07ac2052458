namespace RiderPlatform.LocalHosting;

/// <summary>
/// A value in its two forms: <see cref="ValueExpression"/> as the manifest writes it
/// (<c>{gateway.bindings.http.url}</c>) and, once ports and secrets are known, its text.
/// </summary>
public sealed class ReferenceExpression
{
    private readonly Func<string> _value;

    internal ReferenceExpression(string valueExpression, Func<string> value, params Resource[] references)
    {
        ValueExpression = valueExpression;
        _value = value;
        References = references;
    }

    public string ValueExpression { get; }

    /// <summary>Resources that the manifest must therefore contain, even when nobody added them by hand.</summary>
    internal IReadOnlyList<Resource> References { get; }

    internal string Value => _value();

    internal static ReferenceExpression Literal(string text) => new(text, () => text);
}
