using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Intake;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Imports;

/// <summary>Reads a line against the directory of this moment; the first thing that is wrong refuses it.</summary>
internal sealed class LineCheck(RoutingSnapshot snapshot, Scope scope, DateTimeOffset now)
{
    private const int MaxNumber = 100;

    private readonly ILookup<string, Unit> _unitsByName = snapshot.Units.Values.ToLookup(u => u.Name);

    private readonly ILookup<string, Category> _categoriesByName =
        snapshot.Categories.Values.ToLookup(c => c.NameZh);

    public (OldCase? Case, LineRefusal? Refusal) Read(ImportRecord line)
    {
        LineRefusal? refusal = null;
        if (line.Broken)
        {
            return (null, new LineRefusal(ImportColumns.Number, "引号不成对。", "A quotation mark without its pair."));
        }

        var number = Checked(line, ImportColumns.Number, t => Words.AreGood(t, MaxNumber) ? t : null,
            $"须为 1–{MaxNumber} 个字。", $"1–{MaxNumber} characters.", ref refusal);
        var kind = Optional<CaseKind>(line, ImportColumns.Kind, ImportWords.Kind, "类型未知。", "Unknown kind.", ref refusal)
            ?? CaseKind.Clue;
        var category = Checked(line, ImportColumns.Category, t => CategoryOf(t), "没有这个类别。", "No such category.",
            ref refusal);
        var severity = Optional<Severity>(line, ImportColumns.Severity, ImportWords.Severity,
            "须为紧急、重大、一般或轻微。", "Urgent, Major, Ordinary or Minor.", ref refusal)
            ?? category?.Severity ?? Severity.Ordinary;
        var text = Checked(line, ImportColumns.Text, t => Words.AreGood(t, ClueChecks.MaxText) ? t : null,
            $"须为 1–{ClueChecks.MaxText} 个字。", $"1–{ClueChecks.MaxText} characters.", ref refusal);
        var reported = Optional<DateTimeOffset>(line, ImportColumns.ReportedAt, ImportWords.Moment,
            "时间格式如 2024-05-01 09:30。", "A moment such as 2024-05-01 09:30.", ref refusal);
        refusal ??= reported is null || reported > now
            ? new(ImportColumns.ReportedAt, "须填写，且不能在将来。", "Needed, and not in the future.") : null;
        var (region, position) = Place(line, ref refusal);
        if (refusal is not null)
        {
            return (null, refusal);
        }

        var known = new OldCase
        {
            OldNumber = number!, Kind = kind, Category = category!.Code, Severity = severity, Region = region!,
            Position = position, Text = text!, ReportedAt = reported!.Value, Status = CaseStatus.Registered,
            UnitId = null, ClosedAt = null, Outcome = null, Satisfied = null,
        };
        return Standing(line, known);
    }

    private (FoundRegion? Region, Position? Position) Place(ImportRecord line, ref LineRefusal? refusal)
    {
        var code = Checked(line, ImportColumns.Region, t => snapshot.Regions.IsKnown(t) ? t : null,
            "未知区划代码。", "Unknown region code.", ref refusal, needed: false);
        var longitude = Optional<double>(
            line, ImportColumns.Longitude, ImportWords.Degrees, "须为数字。", "A number.", ref refusal);
        var latitude = Optional<double>(
            line, ImportColumns.Latitude, ImportWords.Degrees, "须为数字。", "A number.", ref refusal);
        Position? position = longitude is { } x && latitude is { } y ? new Position(x, y) : null;
        refusal ??= (longitude is null) != (latitude is null) || position is { IsInChina: false }
            ? new(ImportColumns.Longitude, "经纬度须同时填写，且在中国范围内（WGS-84）。",
                "Longitude and latitude together, within China (WGS-84).") : null;
        // A code that the file names is the old system's own decision: a boundary of today does not overrule it.
        var region = code is not null ? new FoundRegion(code, "Named", [])
            : refusal is null ? snapshot.Regions.Find(position, null) : null;
        refusal ??= region is null
            ? new(ImportColumns.Region, "请填写区划代码，或能定位到街道的经纬度。",
                "Name the region, or a position that tells the street.")
            : !scope.Covers(region.Code, null, Roles.Dispatcher, Roles.Administrator)
                ? new(ImportColumns.Region, "不在您负责的区域。", "Not in your area.") : null;
        return (region, position);
    }

    private (OldCase? Case, LineRefusal? Refusal) Standing(ImportRecord line, OldCase known)
    {
        LineRefusal? refusal = null;
        var status = Optional<CaseStatus>(line, ImportColumns.Status, ImportWords.Status,
            "须为待派单、已派单或已销号；办理中的请填已派单。", "Registered, Dispatched or Closed; what is being worked on: Dispatched.",
            ref refusal) ?? CaseStatus.Registered;
        var unit = Checked(line, ImportColumns.Unit, t => UnitOf(t, known.Region.Code), "没有这个单位，或同名单位不止一个，请填编号。",
            "No such unit, or several of this name: give its id.", ref refusal,
                needed: status == CaseStatus.Dispatched);
        refusal ??= status == CaseStatus.Dispatched && unit is not { Active: true }
            ? new(ImportColumns.Unit, "该单位已撤销。", "The unit was dissolved.") : null;
        refusal ??= status == CaseStatus.Registered && unit is not null
            ? new(ImportColumns.Unit, "待派单的案件不能有承办单位。", "A case that waits for its dispatch has no unit.") : null;
        var closed = Optional<DateTimeOffset>(line, ImportColumns.ClosedAt, ImportWords.Moment,
            "时间格式如 2024-05-03 16:00。", "A moment such as 2024-05-03 16:00.", ref refusal);
        refusal ??= (closed is not null) != (status == CaseStatus.Closed) || closed < known.ReportedAt || closed > now
            ? new(ImportColumns.ClosedAt, "已销号的须填写，不早于上报时间，不在将来；未销号的不填。",
                "Needed for closed cases alone, not before the report, not in the future.") : null;
        var outcome = Optional<CaseOutcome>(line, ImportColumns.Outcome, ImportWords.Outcome,
            "须为已解决、重复、不属实或撤回。", "Solved, Duplicate, Unfounded or Withdrawn.", ref refusal);
        refusal ??= (outcome is not null) != (status == CaseStatus.Closed)
            ? new(ImportColumns.Outcome, "已销号的须填写，未销号的不填。", "Needed for closed cases alone.") : null;
        var satisfied = Optional<bool>(
            line, ImportColumns.Satisfied, ImportWords.YesNo, "须为是或否。", "Yes or no.", ref refusal);
        refusal ??= satisfied is not null && status != CaseStatus.Closed
            ? new(ImportColumns.Satisfied, "未销号的不填。", "For closed cases alone.") : null;
        return refusal is not null ? (null, refusal) : (known with
        {
            Status = status, UnitId = unit?.Id, ClosedAt = closed, Outcome = outcome, Satisfied = satisfied,
        }, null);
    }

    private Category? CategoryOf(string text) => snapshot.Categories.GetValueOrDefault(text)
        ?? (_categoriesByName[text].Take(2).ToList() is [var only] ? only : null);

    /// <summary>By id, or by the only name among the units that answer for the region.</summary>
    private Unit? UnitOf(string text, string region) => Guid.TryParse(text, out var id)
        ? snapshot.Units.GetValueOrDefault(id) is { } known && Answers(known, region) ? known : null
        : _unitsByName[text].Where(u => Answers(u, region)).Take(2).ToList() is [var only] ? only : null;

    private static bool Answers(Unit unit, string region) =>
        region.StartsWith(unit.RegionCode, StringComparison.Ordinal);

    private static T? Checked<T>(
        ImportRecord line, string column, Func<string, T?> read, string zh, string en, ref LineRefusal? refusal,
        bool needed = true) where T : class
    {
        var value = line[column] is { } text ? read(text) : null;
        refusal ??= value is null && (needed || line[column] is not null) ? new LineRefusal(column, zh, en) : null;
        return value;
    }

    private static T? Optional<T>(
        ImportRecord line, string column, Func<string, T?> read, string zh, string en, ref LineRefusal? refusal)
        where T : struct
    {
        var value = line[column] is { } text ? read(text) : null;
        refusal ??= value is null && line[column] is not null ? new LineRefusal(column, zh, en) : null;
        return value;
    }
}
