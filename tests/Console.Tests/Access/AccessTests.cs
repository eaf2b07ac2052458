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
        person.Context.Response += (_, response) =>
        {
            var policy = response.Headers.GetValueOrDefault("content-security-policy") ?? "";
            if (response.Request.ResourceType == "document" && response.Status != 302
                && (policy.Length == 0 || policy.Contains("unsafe", StringComparison.Ordinal)))
            {
                wrong.Add($"policy of {response.Url}: {policy}");
            }
        };
        foreach (var entry in Navigation.Entries)
        {
            var answer = await person.GoAsync(entry.Path);
            var expected = entry.IsOpen || entry.Roles.Contains(role) ? "200" : role.Length == 0 ? "sign-in" : "403";
            var seen = person.Page.Url.Contains("/signin", StringComparison.Ordinal) ? "sign-in" : $"{answer?.Status}";
            if (seen != expected)
            {
                wrong.Add($"{entry.Path}: {seen}, not {expected}");
            }
            else if (expected == "403" && await person.Page.InnerTextAsync(".state h2") != "您没有权限")
            {
                wrong.Add($"{entry.Path}: 403 without a word");
            }
        }

        wrong.AddRange(person.Faults);
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

    /// <summary>Light in Chinese, then dark in English: colours do not hang on the language.</summary>
    [Theory, MemberData(nameof(Screens))]
    public async Task Pages_AreForEverybody(string path, bool other)
    {
        await Life.OfAsync(site);
        var entry = Navigation.Entries.FirstOrDefault(e => e.Path == path);
        var user = entry?.Roles.Select(r => DemoPeople.ByRole.GetValueOrDefault(r)).FirstOrDefault(u => u is not null);
        var seat = entry is null or { Surface: "phone" } ? Seat.Phone : entry.Surface == "wall" ? Seat.Wall : Seat.Desk;
        var person = await viewers.SitAsync(seat with { Dark = other, English = other }, user);
        var (wrong, before) = (new List<string>(), person.Faults.Count);
        await JudgeAsync(person, path, wrong);
        foreach (var below in entry is null ? [] : await SubPages.OfAsync(person.Page, path, Paths))
        {
            await JudgeAsync(person, below, wrong);
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

    private static async Task JudgeAsync(Person person, string path, List<string> wrong)
    {
        await person.GoAsync(path);
        wrong.AddRange((await Axe.JudgeAsync(person.Page)).Select(w => $"{SubPages.Kind(path.Split('?')[0])} {w}"));
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
