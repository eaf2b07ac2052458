using RiderPlatform.Grievances.Domain;

namespace RiderPlatform.Grievances.Open311.Wire;

/// <summary>
/// Free text under the checks that a rider's report has, up to the length that the specification allows; line ends are
/// made one, because forms send two characters for each.
/// </summary>
internal static class FreeText
{
    public const int MaxDescription = 4000;

    public static string? Read(Sent sent, string field, int max, List<Open311Error> errors)
    {
        var text = sent.One(field)?.ReplaceLineEndings("\n");
        if (text is not null && !Words.AreGood(text, max))
        {
            errors.Add(Open311Error.Wrong(
                field, $"最多 {max} 个字，不含控制字符。", $"at most {max} characters, no control characters"));
        }

        return text;
    }
}
