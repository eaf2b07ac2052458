using Microsoft.Playwright;
using RiderPlatform.Browser;
using RiderPlatform.Console.Kit;

namespace RiderPlatform.Screenshots;

/// <summary>
/// A picture of every page of the menu and of the pages below it, by the first role that may open it: on a telephone
/// and on a desk, the wall on a wall; light and Chinese, or dark and English.
/// </summary>
internal sealed class Album(Chromium chromium, Uri site, string password, string folder, bool darkEnglish)
{
    private static readonly HashSet<string> Paths = [.. Navigation.Entries.Select(e => e.Path)];
    private readonly List<string> _faults = [];

    private sealed record Stop(string? User, string Path, bool IsWall = false);

    /// <summary>What went wrong, in words.</summary>
    public async Task<IReadOnlyList<string>> TakeAllAsync()
    {
        var stops = Navigation.Entries
            .Select(e =>
                new Stop(e.Roles.Select(r => DemoPeople.ByRole.GetValueOrDefault(r)).FirstOrDefault(u => u is not null),
                e.Path, e.Surface == "wall"))
            .Append(new Stop(null, "/console/mailbox")).Append(new Stop(null, "/console/place"))
            .Append(new Stop(null, "/console/signin")).Append(new Stop(null, "/console/signin?way=phone")).ToList();
        foreach (var person in stops.GroupBy(s => s.User))
        {
            await TakeAsync(person.Key, Seat.Phone, [.. person.Where(s => !s.IsWall)]);
            await TakeAsync(person.Key, Seat.Desk, [.. person.Where(s => !s.IsWall)]);
            await TakeAsync(person.Key, Seat.Wall, [.. person.Where(s => s.IsWall)]);
        }

        return _faults;
    }

    private async Task TakeAsync(string? user, Seat seat, IReadOnlyList<Stop> stops)
    {
        if (stops.Count == 0)
        {
            return;
        }

        await using var person = await Person.SitAsync(
            chromium, site, seat with { Dark = darkEnglish, English = darkEnglish });
        _ = user is null ? person : await person.SignInAsync(user, password);
        foreach (var stop in stops)
        {
            await ShootAsync(person, seat, stop.Path);
            foreach (var below in await SubPages.OfAsync(person.Page, stop.Path, Paths))
            {
                await ShootAsync(person, seat, below);
            }
        }

        _faults.AddRange(person.Faults.Select(f => $"{user} {seat.Width}: {f}"));
    }

    private async Task ShootAsync(Person person, Seat seat, string address)
    {
        var answer = await person.GoAsync(address);
        var path = address.Split('?')[0];
        if (answer is not { Status: < 400 })
        {
            _faults.Add($"{answer?.Status}: {path}");
            return;
        }

        // Streams stay open, so the network is never idle: fonts and maps are there when the page has been drawn twice.
        await person.Page.EvaluateAsync(
            "() => document.fonts.ready.then(() => new Promise(r => "
            + "requestAnimationFrame(() => requestAnimationFrame(r))))");
        foreach (var map in (string[])["[data-map]", "#place-map"])
        {
            if (await person.Page.QuerySelectorAsync(map) is not null)
            {
                await person.Page.WaitForSelectorAsync($"{map} path", new() { State = WaitForSelectorState.Attached });
            }
        }

        var name = SubPages.Kind(path)["/console/".Length..].Replace("/-", "-one", StringComparison.Ordinal)
            .Replace('/', '-') + (address.Contains("way=phone", StringComparison.Ordinal) ? "-phone" : "");
        var file = $"{name}-{seat.Width}x{seat.Height}{(darkEnglish ? "-dark-en" : "")}.png";
        await person.Page.ScreenshotAsync(new PageScreenshotOptions { Path = System.IO.Path.Combine(folder, file) });
    }
}
