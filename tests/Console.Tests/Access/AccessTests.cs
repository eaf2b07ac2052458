using System.Net;
using RiderPlatform.Browser;
using RiderPlatform.Console.Kit;
using RiderPlatform.Loop;

namespace RiderPlatform.Console.Tests.Access;

/// <summary>Every page of the menu, and those below it, by every role and by nobody: as the table says.</summary>
[Collection(Site.EveryPage)]
public sealed class AccessTests(Site site, Viewers viewers) : IClassFixture<Viewers>
{
    private static readonly HashSet<string> Paths = [.. Navigation.Entries.Select(e => e.Path)];

    public static TheoryData<string> People => [.. DemoPeople.ByRole.Keys.Prepend("")];

    [Theory, MemberData(nameof(People))]
    public async Task Pages_OpenForTheirRoles_AndSaySoToOthers(string role)
    {
        await using var person = await site.SitAsync(Seat.Desk, role.Length == 0 ? null : DemoPeople.ByRole[role]);
        var wrong = new List<string>();
        foreach (var entry in Navigation.Entries)
        {
            // Without a window: what the pages look like is the next test's.
            var answer = await person.Context.APIRequest.GetAsync(
                entry.Path, new() { Headers = new Dictionary<string, string> { ["Accept"] = "text/html" } });
            var expected = entry.IsOpen || entry.Roles.Contains(role) ? "200" : role.Length == 0 ? "sign-in" : "403";
            var seen = answer.Url.Contains("/signin", StringComparison.Ordinal) ? "sign-in" : $"{answer.Status}";
            if (seen != expected)
            {
                wrong.Add($"{entry.Path}: {seen}, not {expected}");
            }
            else if (expected == "403" && !WebUtility.HtmlDecode(await answer.TextAsync())
                .Contains("您没有权限", StringComparison.Ordinal))
            {
                wrong.Add($"{entry.Path}: 403 without a word");
            }

            var policy = answer.Headers.GetValueOrDefault("content-security-policy") ?? "";
            if (policy.Length == 0 || policy.Contains("unsafe", StringComparison.Ordinal))
            {
                wrong.Add($"policy of {answer.Url}: {policy}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    public static TheoryData<string, bool> Screens
    {
        get
        {
            var all = new TheoryData<string, bool>();
            foreach (var path in Paths.Order().Append("/console/place").Append("/console/mailbox")
                .Append("/console/no"))
            {
                all.Add(path, false);
                all.Add(path, true);
            }

            return all;
        }
    }

    /// <summary>
    /// Light in Chinese by every rule, then dark in English, where only colours and language are others. As wide as
    /// the screen, and one heading.
    /// </summary>
    [Theory, MemberData(nameof(Screens))]
    public async Task Pages_AreForEverybody(string path, bool other)
    {
        await Life.OfAsync(site);
        var entry = Navigation.Entries.FirstOrDefault(e => e.Path == path);
        var user = entry?.Roles.Select(r => DemoPeople.ByRole.GetValueOrDefault(r)).FirstOrDefault(u => u is not null);
        var seat = entry is null or { Surface: "phone" } ? Seat.Phone : entry.Surface == "wall" ? Seat.Wall : Seat.Desk;
        var person = await viewers.SitAsync(seat with { Dark = other, English = other }, user);
        var (wrong, before) = (new List<string>(), person.Faults.Count);
        await JudgeAsync(person, path, wrong, other);
        foreach (var below in entry is null ? [] : await SubPages.OfAsync(person.Page, path, Paths))
        {
            await JudgeAsync(person, below, wrong, other);
        }

        wrong.AddRange(person.Faults.Skip(before));
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>Each state of a case opens other forms.</summary>
    [Theory, InlineData("dispatcher"), InlineData("handler.jinjiang")]
    public async Task Case_InEveryState_IsForEverybody(string user)
    {
        var desk = new CasesDesk(site);
        CaseView[] cases =
        [
            await desk.DispatchedAsync(), await desk.ReturnedAsync(), await desk.AcceptedAsync(),
            await desk.ResolvedAsync(), await desk.UnsatisfiedAsync(), await desk.ReopenedAsync(),
        ];
        await using var person = await site.SitAsync(Seat.Desk, user);
        var wrong = new List<string>();
        foreach (var one in cases)
        {
            await JudgeAsync(person, CasesDesk.PathOf(one.Id), wrong);
        }

        wrong.AddRange(person.Faults);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static async Task JudgeAsync(Person person, string path, List<string> wrong, bool coloursOnly = false)
    {
        var answer = await person.GoAsync(path);
        var page = SubPages.Kind(path.Split('?')[0]);
        wrong.AddRange((await Axe.JudgeAsync(person.Page, coloursOnly)).Select(w => $"{page} {w}"));
        if (await person.Page.EvaluateAsync<int>(
            "document.documentElement.scrollWidth - innerWidth") is > 0 and var far)
        {
            wrong.Add($"{page} is {far} pixels too wide");
        }

        if (answer?.Status == 200 && await person.Page.Locator("h1").CountAsync() is not 1 and var headings)
        {
            wrong.Add($"{page} has {headings} main headings");
        }
    }

    /// <summary>Lists with something in them, made once.</summary>
    private static class Life
    {
        private static Task? _lived;

        public static Task OfAsync(Site site) => _lived ??= LiveAsync(site);

        private static async Task LiveAsync(Site site)
        {
            using var door = new Door(site.Address, site.Password);
            await new CityLife(door).LiveAsync(clues: 7);
        }
    }
}
