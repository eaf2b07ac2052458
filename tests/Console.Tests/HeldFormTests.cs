using System.Security.Cryptography;
using System.Text;
using Microsoft.Playwright;
using RiderPlatform.Browser;
using static Microsoft.Playwright.Assertions;

namespace RiderPlatform.Console.Tests;

/// <summary>
/// A session that ends in the middle of a form loses nothing: after the sign-in the same page has what was typed and
/// chosen, nothing was sent meanwhile, and sending works. (The rider's report with scripts is a draft: <see
/// cref="Rider.ReportTests"/>.)
/// </summary>
[Collection(Site.Name)]
public sealed class HeldFormTests(Site site)
{
    private const string Typed = "该路段由交投公司管养 <b>&amp;</b> \"请改派\"，\n第二行";

    /// <param name="Path">Of a page that has the form.</param>
    /// <param name="Field">The one that is typed into.</param>
    /// <param name="Send">Its button.</param>
    /// <param name="Chosen">
    /// What is chosen too: the label that is pressed, the group, and the value; without a label it is a list.
    /// </param>
    private sealed record Form(
        string User, Func<CasesDesk, Task<string>> Path, string Field, string Send,
        params (string Label, string Group, string Value)[] Chosen)
    {
        public Seat Seat { get; init; } = Seat.Desk;

        /// <summary>Files are not kept: they are chosen before the second sending.</summary>
        public string? Photos { get; init; }

        /// <summary>Further fields that must not be empty.</summary>
        public string[] Also { get; init; } = [];

        /// <summary>The case must not have moved while its form waited.</summary>
        public string? Status { get; init; }
    }

    private static readonly Dictionary<string, Form> Forms = new()
    {
        ["report"] = new(
            "rider6", _ => Task.FromResult("/console/report?region=5101&at=now"), "#Text", "#report-send",
            ("label:has([value='environment.rubbish'])", "[name=Category]", "environment.rubbish"),
            ("", "#Near", "")) { Seat = Seat.Phone with { Scripts = false } },
        ["rate"] = new(
            "rider5", async d => $"/console/my/cases/{(await d.ResolvedAsync()).Id}", "[name=Comment]",
            ".rate button.first",
                ("label:has([name=Satisfaction][value=NotSatisfied])", "[name=Satisfaction]", "NotSatisfied"),
            ("label:has([name=Solved][value=Partly])", "[name=Solved]", "Partly"))
            { Seat = Seat.Phone, Status = "Resolved" },
        ["return"] = new(
            "handler2.jinjiang", async d => CasesDesk.PathOf((await d.DispatchedAsync()).Id), "[name=ReturnReason]",
            "form[action*=Return] button", ("", "[name=ReturnCode]", ""))
            { Also = ["[name=ReturnDuty]", "[name=ReturnProof]"], Status = "Dispatched" },
        ["resolve"] = new(
            "handler.jinjiang", async d => CasesDesk.PathOf((await d.AcceptedAsync()).Id), "[name=ResolveNote]",
            "form[action*=Resolve] button") { Photos = "[name=photos]", Status = "Accepted" },
        ["dispatch"] = new(
            "dispatcher", async d => CasesDesk.PathOf((await d.DispatchedAsync()).Id), "[name=DispatchNote]",
            "button[aria-label='派单给成都市城市管理局']") { Status = "Dispatched" },
        ["judge"] = new(
            "dispatcher", async d => CasesDesk.PathOf((await d.ReturnedAsync()).Id), "[name=BackNote]",
            ".judge button.first") { Status = "Returned" },
        ["reopen"] = new(
            "dispatcher", async d => CasesDesk.PathOf((await d.UnsatisfiedAsync()).Id), "[name=ReopenReason]",
            "form[action*=Reopen] button") { Status = "CalledBack" },
    };

    public static TheoryData<string> Names => [.. Forms.Keys];

    [Theory, MemberData(nameof(Names))]
    public async Task Session_ThatEndsInTheMiddleOfAForm_LosesNothing(string name)
    {
        var (form, desk) = (Forms[name], new CasesDesk(site));
        var path = await form.Path(desk);
        await using var person = await site.SignInAsync(form.Seat, form.User);
        var page = person.Page;
        await person.GoAsync(path);
        var chosen = await FillAsync(page, form);
        await EndSessionAsync(desk, person);
        if (form.Photos is { } photos)
        {
            await page.SetInputFilesAsync(photos, CasesDesk.Evidence);
        }

        await page.ClickAsync(form.Send);
        await SignInAgainAsync(page, form.User);
        await page.WaitForURLAsync(url => new Uri(url).AbsolutePath == path.Split('?')[0]);

        await Expect(page.Locator(form.Field)).ToHaveValueAsync(Typed);
        foreach (var (group, value) in chosen)
        {
            await Expect(page.Locator($"{group}:checked")).ToHaveAttributeAsync("value", value);
        }

        if (form.Status is { } status)
        {
            Assert.Equal(status, (await desk.NowAsync(Guid.Parse(path.Split('/')[^1]))).Status);
        }

        if (form.Photos is { } again)
        {
            await page.SetInputFilesAsync(again, CasesDesk.Evidence);
        }

        await page.ClickAsync(form.Send);
        await Expect(page.Locator(".notice-good")).ToBeVisibleAsync();
        Assert.Empty(person.Faults);
    }

    /// <summary>In the drawer a script sends the form; what was typed waits on the case's own page.</summary>
    [Fact]
    public async Task Session_ThatEndsInTheDrawer_LosesNothing()
    {
        var desk = new CasesDesk(site);
        var one = await desk.ReturnedAsync();
        await using var dispatcher = await site.SignInAsync(Seat.Desk, "dispatcher");
        var page = dispatcher.Page;
        await dispatcher.GoAsync($"/console/inbox?tab=returned&q={one.Number}");
        await page.ClickAsync(".lane-text");
        await page.FillAsync("#drawer [name=BackNote]", Typed);
        await EndSessionAsync(desk, dispatcher);
        await page.ClickAsync("#drawer .judge button.first");
        await SignInAgainAsync(page, "dispatcher");
        await page.WaitForURLAsync(url => url.Contains(CasesDesk.PathOf(one.Id), StringComparison.Ordinal));
        await Expect(page.Locator("[name=BackNote]")).ToHaveValueAsync(Typed);
        Assert.Equal("Returned", (await desk.NowAsync(one.Id)).Status);
        await page.ClickAsync(".judge button.first");
        await Expect(page.Locator(".notice-good")).ToContainTextAsync("已派给");
    }

    private static async Task<List<(string Group, string Value)>> FillAsync(IPage page, Form form)
    {
        var field = page.Locator(form.Field);
        if (!await field.IsVisibleAsync())
        {
            await page.Locator("details", new() { Has = page.Locator(form.Field) }).Locator("summary").ClickAsync();
        }

        await field.FillAsync(Typed);
        foreach (var other in form.Also)
        {
            await page.FillAsync(other, "管养分工第 3 条");
        }

        var chosen = new List<(string, string)>();
        foreach (var (label, group, value) in form.Chosen)
        {
            if (label.Length > 0)
            {
                await page.ClickAsync(label);
                chosen.Add((group, value));
                continue;
            }

            await page.SelectOptionAsync(group, new SelectOptionValue { Index = 2 });
            chosen.Add(($"{group} option", await page.InputValueAsync(group)));
        }

        return chosen;
    }

    /// <summary>This browser's session alone, on the server: the cookie is still there.</summary>
    private static async Task EndSessionAsync(CasesDesk desk, Person person)
    {
        var cookie = (await person.Context.CookiesAsync()).Single(c => c.Name == "__Host-rider-platform").Value;
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(cookie)));
        await desk.ExecuteAsync($"delete from session where id = decode('{id}', 'hex')");
    }

    private async Task SignInAgainAsync(IPage page, string user)
    {
        await page.FillAsync("input[name=password]", site.Password);
        await page.FillAsync("input[name=username]", user);
        await page.ClickAsync("button[type=submit]:visible");
    }
}
