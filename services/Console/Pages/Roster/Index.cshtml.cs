using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit;
using RiderPlatform.Console.Kit.Forms;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Console.Pages.Roster;

/// <summary>A week of a duty roster: its gaps, and for those who keep it, shifts, rotation and swaps.</summary>
public sealed partial class IndexModel : ConsolePage
{
    /// <summary>People of a shift, or of a rotation, that the forms take.</summary>
    public const int Most = 4;

    /// <summary>Whose cases somebody has to answer for at night.</summary>
    private static readonly string[] Kinds = ["Department", "IndustryCommittee", "WorkCommittee"];

    [BindProperty(SupportsGet = true)]
    public Guid? Roster { get; set; }

    /// <summary>A day of the week that is shown.</summary>
    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    [BindProperty]
    public Guid Key { get; set; } = Guid.CreateVersion7();

    public IReadOnlyList<Rosters.Roster> Rosters { get; private set; } = [];

    /// <summary>What the visitor is called for now.</summary>
    public IReadOnlyList<Rosters.MyCall> MyCalls { get; private set; } = [];

    public Rosters.Week? Week { get; private set; }

    public Problem? Problem { get; private set; }

    public IReadOnlyList<Rosters.Call> Calls { get; private set; } = [];

    public IReadOnlyList<Rosters.Person> People { get; private set; } = [];

    public IReadOnlyList<Rosters.Swap> Swaps { get; private set; } = [];

    /// <summary>What a rotation would write.</summary>
    public IReadOnlyList<Rosters.Planned>? Preview { get; private set; }

    public bool MayKeep => Me.Has(Roles.Dispatcher, Roles.Secretary, Roles.Administrator);

    public DateOnly Monday { get; private set; }

    public IEnumerable<Rosters.Shift> Mine =>
        Week!.Shifts.Where(s => s.People.Any(p => p.AccountId == Me.Person!.Subject));

    public IEnumerable<Rosters.Shift> OfDay(DateOnly day) =>
        Week!.Shifts.Where(s => ChinaTime.Day(s.StartsAt) == $"{day:yyyy-MM-dd}");

    public IEnumerable<Rosters.Gap> GapsOf(DateOnly day) => Week!.Gaps.Where(g =>
        string.CompareOrdinal(ChinaTime.Day(g.From), $"{day:yyyy-MM-dd}") <= 0
        && string.CompareOrdinal(ChinaTime.Day(g.To.AddTicks(-1)), $"{day:yyyy-MM-dd}") >= 0);

    /// <summary>What of a gap lies in the day.</summary>
    public string Cut(Rosters.Gap gap, DateOnly day)
    {
        var start = new DateTimeOffset(day.ToDateTime(default), ChinaTime.Offset);
        var (from, to) = (gap.From > start ? gap.From : start, gap.To < start.AddDays(1) ? gap.To : start.AddDays(1));
        return T.Of("roster.gap", ChinaTime.Clock(from), to == start.AddDays(1) ? "24:00" : ChinaTime.Clock(to));
    }

    /// <summary>18:00–09:00 +1: the number of days after the first on which it ends.</summary>
    public string Span(DateTimeOffset from, DateTimeOffset to)
    {
        var days = DateOnly.Parse(ChinaTime.Day(to), CultureInfo.InvariantCulture).DayNumber
            - DateOnly.Parse(ChinaTime.Day(from), CultureInfo.InvariantCulture).DayNumber;
        return $"{ChinaTime.Clock(from)}–{ChinaTime.Clock(to)}{(days == 0 ? "" : $" +{days}")}";
    }

    public string Moment(Rosters.Shift? shift) =>
        shift is null ? "?" : $"{ChinaTime.Day(shift.StartsAt)[5..]} {Span(shift.StartsAt, shift.EndsAt)}";

    public string Link(int weeks = 0, string? handler = null) => Here.Link("/console/roster",
        ("roster", Week?.Roster.Id ?? Roster), ("from", $"{Monday.AddDays(7 * weeks):yyyy-MM-dd}"),
        ("handler", handler));

    /// <summary>Who could be given a roster: of the place, and without one.</summary>
    public IReadOnlyList<Api.Organisations.Organisation> Without { get; private set; } = [];

    public async Task OnGetAsync()
    {
        await LoadAsync();
        if (Week?.Shifts.FirstOrDefault(s => s.Id == Shift) is { } standing)
        {
            (StartsAt, EndsAt, Version, Who) = (ChinaTime.Local(standing.StartsAt), ChinaTime.Local(standing.EndsAt),
                standing.Version, [.. standing.People.Select(p => (Guid?)p.AccountId)]);
        }
        else
        {
            Shift = null;
        }
    }

    public string ChangeLink(Rosters.Shift shift) => Here.Link("/console/roster", ("roster", Week!.Roster.Id),
        ("from", $"{Monday:yyyy-MM-dd}"), ("shift", shift.Id));

    private async Task<IReadOnlyList<Api.Organisations.Organisation>> WithoutAsync()
    {
        var place = Here.Region[..Math.Min(Here.Region.Length, 6)];
        var found = await Task.WhenAll(Kinds.Select(kind => Api.GetAsync<Listed<Api.Organisations.Organisation>>(
            PlatformApi.Path("/api/v1/organisations", ("region", place), ("kind", kind), ("size", 200)), Aborted)));
        return [.. found.SelectMany(f => f.Value?.Items ?? [])
            .Where(o => Rosters.All(r => r.OrganisationId != o.Id)).OrderBy(o => o.RegionCode.Length)];
    }

    private async Task LoadAsync()
    {
        if (Me.Has(Roles.Handler, Roles.Dispatcher, Roles.Secretary))
        {
            MyCalls = (await Api.GetAsync<List<Rosters.MyCall>>("/api/v1/cases/duty-calls", Aborted)).Value ?? [];
        }

        var rosters = await Api.GetAsync<Listed<Rosters.Roster>>("/api/v1/rosters?size=200", Aborted);
        (Rosters, Problem) = (rosters.Value?.Items ?? [], rosters.Problem);
        var today = DateOnly.Parse(ChinaTime.Day(HttpContext.RequestServices.GetRequiredService<TimeProvider>()
            .GetUtcNow()), CultureInfo.InvariantCulture);
        var day = DateOnly.TryParseExact(From, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None,
            out var asked) && asked.Year is > 2001 and < 2099 ? asked : today;
        Monday = day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
        Without = MayKeep ? await WithoutAsync() : [];
        var own = Me.Person!.Grants.Select(g => g.OrganisationId);
        if ((Roster ?? Rosters.OrderByDescending(r => own.Contains(r.OrganisationId)).FirstOrDefault()?.Id)
            is not { } id)
        {
            return;
        }

        var path = $"/api/v1/rosters/{id}";
        var week = Api.GetAsync<Rosters.Week>(PlatformApi.Path(path + "/week", ("from", $"{Monday:yyyy-MM-dd}"),
            ("to", $"{Monday.AddDays(7):yyyy-MM-dd}")), Aborted);
        var calls = Api.GetAsync<List<Rosters.Call>>(path + "/phone-tree", Aborted);
        var swaps = Api.GetAsync<List<Rosters.Swap>>(path + "/swaps", Aborted);
        var people = MayKeep ? Api.GetAsync<List<Rosters.Person>>(path + "/people", Aborted) : null;
        (Week, Problem) = ((await week).Value, (await week).Problem);
        (Calls, Swaps) = ((await calls).Value ?? [], (await swaps).Value ?? []);
        People = people is null ? [] : (await people).Value ?? [];
    }
}
