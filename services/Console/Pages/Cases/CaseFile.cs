using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit;
using RiderPlatform.Console.Pages.Stations;

namespace RiderPlatform.Console.Pages.Cases;

/// <summary>Everything that the page of a case shows, read at once.</summary>
/// <param name="Actions">Null at a past moment: nothing can be done there.</param>
/// <param name="Routing">For dispatchers alone.</param>
/// <param name="Nearby">Other open cases of the street: what the map shows around it.</param>
public sealed record CaseFile(
    Api.Cases.Case Case, IReadOnlyList<Api.Cases.Photo> Photos, IReadOnlyList<Api.Cases.Step> Steps,
    Api.Cases.Actions? Actions, Routing.Explained? Routing, IReadOnlyList<Api.Cases.Case> Nearby)
{
    private const int StreetDigits = 9;
    private const int MostSame = 8;

    public int Riders { get; private init; }

    /// <summary>What the case may be about; empty for who cannot change it.</summary>
    public IReadOnlyList<Reports.Category> Categories { get; private init; } = [];

    /// <summary>The case's supervise orders, unanswered ones first.</summary>
    public IReadOnlyList<Supervision.Order> Orders { get; private init; } = [];

    /// <summary>What other units do for the case.</summary>
    public IReadOnlyList<CoTasks.CoTask> CoTasks { get; private init; } = [];

    /// <summary>Samples that institutes test for it.</summary>
    public IReadOnlyList<Lab.Sample> Samples { get; private init; } = [];

    /// <summary>Whom the lead or a dispatcher may ask to help; empty for everybody else.</summary>
    public IReadOnlyList<Api.Cases.Unit> CoUnits { get; private init; } = [];

    /// <summary>Who of the unit has the case; null for who has no say in it.</summary>
    public Units.Assigned? Assigned { get; private init; }

    /// <summary>Who on duty is called for the case.</summary>
    public Rosters.Duty? Duty { get; private init; }

    /// <summary>Requests for more time or for parking.</summary>
    public IReadOnlyList<Supervision.Pause> Pauses { get; private init; } = [];

    public bool IsOpen => Case.Status != "Closed";

    /// <summary>A unit's clock runs: it may ask for more time, and be reminded.</summary>
    public bool IsAtWork => Case.Clocks?.Unit is { State: not "Stopped" };

    public Api.Cases.Ref? MergedInto { get; private init; }

    public IReadOnlyList<Api.Cases.Ref> MergedFrom { get; private init; } = [];

    /// <summary>Its text stands in public with somebody's number masked.</summary>
    public bool IsMasked { get; private init; }

    /// <summary>The governance project that it is part of.</summary>
    public Api.Cases.ProjectRef? Project { get; private init; }

    /// <summary>Open cases of the category near by, nearest first: what it may be a repeat of.</summary>
    public IEnumerable<(Api.Cases.Case Case, double Metres)> Same =>
        Nearby.Where(c => c.Category == Case.Category && c.Kind == Case.Kind)
            .Select(c => (Case: c, Metres: At(c).MetresTo(At(Case)))).OrderBy(c => c.Metres).Take(MostSame);

    /// <summary>A third return is refused: by the first-receiver rule the unit then keeps it.</summary>
    public const int MaxReturns = 2;

    public IEnumerable<Api.Cases.Step> Returns => Steps.Where(s => s.Kind == "Returned");

    /// <summary>Set while a returned case waits for the dispatcher's judgement.</summary>
    public Api.Cases.Step? ToJudge => Case.Status == "Returned" ? Returns.LastOrDefault() : null;

    public Api.Cases.Action? Allowed(string action) => Actions?.Of(action) is { Allowed: true } open ? open : null;

    /// <summary>What happened after the version that somebody had before them.</summary>
    public IEnumerable<Api.Cases.Step> Since(int version) => Steps.Where(s => s.Version > version);

    /// <param name="who">Whether the reader dispatches, and whether they work on cases at all.</param>
    /// <param name="units">Part of a unit's name, among those that routing does not name.</param>
    public static async Task<Answer<CaseFile>> ReadAsync(
        PlatformApi api, Place place, Guid id, (bool Dispatcher, bool Worker) who, string? units, CancellationToken ct)
    {
        var path = $"/api/v1/cases/{id}";
        var one = api.GetAsync<Api.Cases.One>(PlatformApi.Path(path, ("at", place.AtInstant)), ct);
        var steps = api.GetAsync<List<Api.Cases.Step>>(path + "/timeline", ct);
        var actions = place.IsPast ? null : api.GetAsync<Api.Cases.Actions>(path + "/actions", ct);
        var routing = !who.Dispatcher || place.IsPast ? null
            : api.GetAsync<Routing.Explained>(PlatformApi.Path(path + "/candidates", ("q", units)), ct);
        var categories = !who.Dispatcher || place.IsPast ? null
            : api.GetAsync<List<Reports.Category>>("/api/v1/categories", ct);
        var orders = place.IsPast ? null : api.GetAsync<Listed<Supervision.Order>>(
            PlatformApi.Path("/api/v1/supervision/orders", ("case", id), ("size", 50)), ct);
        var tasks = place.IsPast ? null : api.GetAsync<List<CoTasks.CoTask>>(path + "/co-tasks", ct);
        var samples = place.IsPast ? null : api.GetAsync<List<Lab.Sample>>(path + "/lab-referrals", ct);
        var pauses = place.IsPast ? null : api.GetAsync<List<Supervision.Pause>>(path + "/pauses", ct);
        var helpers = place.IsPast || !who.Worker ? null
            : api.GetAsync<List<Api.Cases.Unit>>(path + "/co-tasks/units", ct);
        var assigned = place.IsPast || !who.Worker ? null : api.GetAsync<Units.Assigned>(path + "/assignee", ct);
        var duty = place.IsPast ? null : api.GetAsync<Rosters.Duty>(path + "/duty", ct);
        await Task.WhenAll(new Task?[]
        {
            one, steps, actions, routing, categories, orders, tasks, pauses, helpers, assigned, duty, samples,
        }.OfType<Task>());
        if ((await one) is not { Value: { } found })
        {
            return new Answer<CaseFile>(null, (await one).Problem ?? Problem.Unavailable);
        }

        var nearby = await NearbyAsync(api, place, found.Case, ct);
        var shown = ((await steps).Value ?? []).Where(s => place.At is not { } at || s.OccurredAt <= at);
        return new Answer<CaseFile>(new CaseFile(
            found.Case, found.Photos, [.. shown], actions is null ? null : (await actions).Value,
            routing is null ? null : (await routing).Value, nearby)
        {
            Categories = categories is null ? [] : [.. ((await categories).Value ?? [])
                .Where(c => !c.Group && c.Kinds.Contains(found.Case.Kind))],
            Orders = orders is null ? [] : (await orders).Value?.Items ?? [],
            CoTasks = tasks is null ? [] : (await tasks).Value ?? [],
            Samples = samples is null ? [] : (await samples).Value ?? [],
            Pauses = pauses is null ? [] : (await pauses).Value ?? [],
            CoUnits = helpers is null ? [] : (await helpers).Value ?? [],
            Assigned = assigned is null ? null : (await assigned).Value,
            Duty = duty is null ? null : (await duty).Value,
            Riders = found.Riders, MergedInto = found.MergedInto, MergedFrom = found.MergedFrom,
                Project = found.Project, IsMasked = found.Open311 is { HasPersonalNumbers: true },
        }, null);
    }

    private static Position At(Api.Cases.Case one) => new(one.Longitude ?? 0, one.Latitude ?? 0);

    private static async Task<IReadOnlyList<Api.Cases.Case>> NearbyAsync(
        PlatformApi api, Place place, Api.Cases.Case one, CancellationToken ct)
    {
        if (one.Longitude is null)
        {
            return [];
        }

        var street = one.RegionCode[..Math.Min(StreetDigits, one.RegionCode.Length)];
        var list = await api.GetAsync<Listed<Api.Cases.Case>>(
            PlatformApi.Path("/api/v1/cases", ("region", street), ("at", place.AtInstant), ("size", 100)), ct);
        return [.. (list.Value?.Items ?? [])
            .Where(c => c.Id != one.Id && c.Status != "Closed" && c.Longitude is not null)];
    }
}
