using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.Grievances.Cases;

/// <summary>The same filters for list and count; each narrows what the scope lets through.</summary>
/// <param name="Status">A status by name.</param>
/// <param name="Category">A category, or a prefix of one such as <c>road</c>.</param>
/// <param name="Region">Region prefix.</param>
/// <param name="Unit">Id of the unit that answers for the case.</param>
public readonly record struct CaseFilter(string? Status, string? Category, string? Region, string? Unit)
{
    /// <summary>The filtered query, or what is wrong with the filters.</summary>
    public (IQueryable<CaseRow>? Cases, ProblemHttpResult? Wrong) Of(IQueryable<CaseRow> cases)
    {
        var (status, unit) = ((CaseStatus?)null, (Guid?)null);
        var invalid = new Invalid()
            .When(Status is { Length: > 0 }
                && !TryStatus(Status, out status), "status", "未知状态。",
                $"One of {string.Join(", ", Enum.GetNames<CaseStatus>())}.")
            .When(Category is { } c
                && !c.All(x => char.IsAsciiLetterLower(x) || x is '.' or '-'), "category", "类别代码格式不对。",
                "A category code.")
            .When(Region is { } r && !r.All(char.IsAsciiDigit), "region", "区划代码为数字。", "Region codes are digits.")
            .When(Unit is { Length: > 0 } && !TryUnit(Unit, out unit), "unit", "单位编号格式不对。", "The id of a unit.");
        if (invalid.Any)
        {
            return (null, invalid.ToProblem());
        }

        var (category, region) = (Category, Region);
        cases = status is null ? cases : cases.Where(x => x.Status == status);
        cases = unit is null ? cases : cases.Where(x => x.UnitId == unit);
        cases = string.IsNullOrEmpty(region) ? cases : cases.Where(x => x.RegionCode.StartsWith(region));
        return (string.IsNullOrEmpty(category) ? cases
            : cases.Where(x => x.Category == category || x.Category.StartsWith(category + ".")), null);
    }

    private static bool TryStatus(string text, out CaseStatus? status)
    {
        var known = Enum.TryParse(text, out CaseStatus value) && Enum.GetName(value) == text;
        status = known ? value : null;
        return known;
    }

    private static bool TryUnit(string text, out Guid? unit)
    {
        var known = Guid.TryParse(text, out var id);
        unit = known ? id : null;
        return known;
    }
}
