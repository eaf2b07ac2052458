using Microsoft.AspNetCore.Http.HttpResults;

namespace RiderPlatform.ServiceDefaults.Errors;

/// <summary>
/// Collects everything that is wrong with a request, so that the caller is told once and not field by field.
/// <code>
/// var invalid = new Invalid().When(request.Text.Length > 500, "text", "描述最多 500 字。", "Text: at most 500 characters.");
/// if (invalid.Any) return invalid.ToProblem();
/// </code>
/// </summary>
public sealed class Invalid
{
    private readonly SortedDictionary<string, List<string>> _errors = new(StringComparer.Ordinal);

    public bool Any => _errors.Count > 0;

    public Invalid When(bool wrong, string field, string zh, string en)
    {
        if (wrong)
        {
            Add(field, zh, en);
        }

        return this;
    }

    public Invalid Add(string field, string zh, string en)
    {
        if (!_errors.TryGetValue(field, out var list))
        {
            _errors[field] = list = [];
        }

        list.Add($"{zh} {en}");
        return this;
    }

    /// <summary>What is wrong with a part of the request, under the part's name.</summary>
    public Invalid Take(Invalid part, string under)
    {
        foreach (var (field, sentences) in part._errors)
        {
            _errors[$"{under}.{field}"] = [.. sentences];
        }

        return this;
    }

    /// <summary>
    /// 400 <c>Invalid</c> with <c>errors</c>: field name to sentences, as in ASP.NET Core's validation problems.
    /// </summary>
    public ProblemHttpResult ToProblem() => Refusals.Invalid.ToProblem(("errors", _errors));
}
