using System.Text.RegularExpressions;

namespace RiderPlatform.Grievances.Domain;

/// <summary>What makes a category unfit for the tree, field by field.</summary>
public static partial class CategoryChecks
{
    public const int MaxName = 40;
    private const int MostFields = 15;
    private const int MostOptions = 20;

    /// <param name="tree">The categories that there are.</param>
    public static IEnumerable<(string Field, Wording Wrong)> Of(
        Category category, IReadOnlyDictionary<string, Category> tree)
    {
        if (!IsCode(category.Code))
        {
            yield return ("code", new(
                "编码由 1–3 段小写字母、数字或连字符组成，用点分隔，不超过 60 个字符。",
                "One to three words of lower-case letters, digits and hyphens with points between, 60 characters."));
        }
        else if (category.Parent is { } parent && tree.GetValueOrDefault(parent) is not { Group: true })
        {
            yield return ("code", new($"上级类别“{parent}”不存在或不是分组。", $"The parent {parent} is no group."));
        }

        foreach (var (field, text) in new[] { ("nameZh", category.NameZh), ("nameEn", category.NameEn) })
        {
            if (!Words.AreGood(text, MaxName))
            {
                yield return (field, new($"须为 1–{MaxName} 个字。", $"1–{MaxName} characters."));
            }
        }

        if (category.Kinds.Count == 0 || category.Kinds.Distinct().Count() != category.Kinds.Count)
        {
            yield return ("kinds", new("至少一种案件，且不重复。", "At least one kind, none twice."));
        }

        if (!category.Group && tree.Keys.Any(c => c.StartsWith(category.Code + ".", StringComparison.Ordinal)))
        {
            yield return ("group", new("该类别下还有子类别，须为分组。", "There are categories below it: it stays a group."));
        }

        if (category.Public && !category.Kinds.Contains(CaseKind.Clue))
        {
            yield return ("public", new("只有线索可以公开。", "Only clues may be public."));
        }

        foreach (var (field, form) in new[] { ("form", category.Form), ("resolveForm", category.ResolveForm) })
        {
            if (OfForm(form) is { } wrong)
            {
                yield return (field, wrong);
            }
        }
    }

    public static bool IsCode(string code) => code.Length <= 60 && Code().IsMatch(code);

    private static Wording? OfForm(IReadOnlyList<FormField> form)
    {
        if (form.Any(f => f?.Code is null || f.Options is null || f.Options.Any(o => o?.Code is null)))
        {
            return new("每个字段和每个选项都须有编码。", "Every field and every option has a code.");
        }

        if (form.Count > MostFields || form.DistinctBy(f => f.Code).Count() != form.Count)
        {
            return new($"最多 {MostFields} 项，编码不得重复。", $"{MostFields} fields at most, no code twice.");
        }

        return form.Select(OfField).FirstOrDefault(w => w is not null);
    }

    private static Wording? OfField(FormField field)
    {
        var choice = field.Type is FieldType.Choice or FieldType.Choices;
        var good = Word().IsMatch(field.Code)
            && Words.AreGood(field.NameZh, MaxName) && Words.AreGood(field.NameEn, MaxName) && field.Max is null or > 0
            && choice == (field.Options.Count > 0) && field.Options.Count <= MostOptions
            && field.Options.DistinctBy(o => o.Code).Count() == field.Options.Count
            && field.Options.All(o => Word().IsMatch(o.Code)
                && Words.AreGood(o.NameZh, MaxName) && Words.AreGood(o.NameEn, MaxName));
        return good ? null : new(
            $"“{field.Code}”：编码为小写字母、数字或连字符；须有中英文名称；只有选择项须有（且必须有）最多 {MostOptions} 个选项。",
            $"“{field.Code}”: a code of lower-case letters, digits and hyphens; both names; options for a choice alone,"
            + $" {MostOptions} at most.");
    }

    [GeneratedRegex(@"^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*){0,2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Code();

    [GeneratedRegex(@"^[a-z][a-z0-9-]{0,29}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
