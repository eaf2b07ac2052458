namespace RiderPlatform.Grievances.Domain;

public enum FieldType
{
    Text,
    Number,

    /// <summary>In yuan with at most two decimals; kept in fen.</summary>
    Money,

    /// <summary><c>2026-11-22</c>, in China.</summary>
    Date,

    /// <summary>ISO 8601 with an offset, or China time without one.</summary>
    DateTime,
    YesNo,
    Choice,
    Choices,
}

/// <param name="Code">Lower-case word; the value's name in the request.</param>
public sealed record FormField(string Code, FieldType Type, string NameZh, string NameEn, bool Required = false)
{
    /// <summary>Of a text its characters, of a number or an amount its value; null: the type's own bound.</summary>
    public long? Max { get; init; }

    /// <summary>For Choice and Choices.</summary>
    public IReadOnlyList<FormChoice> Options { get; init; } = [];
}

public sealed record FormChoice(string Code, string NameZh, string NameEn);

/// <summary>
/// One field as it was answered, with the words of the day: a form that changes later does not change what was said.
/// </summary>
/// <param name="Value">Number, fen, date, moment in UTC, true or false, codes with commas, or the text.</param>
/// <param name="Said">The value in words.</param>
public sealed record FormAnswer(string Code, FieldType Type, Wording Name, string Value, Wording Said);
