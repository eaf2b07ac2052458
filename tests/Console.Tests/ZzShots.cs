using RiderPlatform.Browser;
namespace RiderPlatform.Console.Tests;
[Collection(Site.Name)]
public sealed class ZzShots(Site site)
{
    [Fact]
    public async Task Shoot()
    {
        using var desk = new CasesDesk(site);
        var returned = await desk.ReturnedAsync();
        var accepted = await desk.AcceptedAsync();
        var dispatched = await desk.DispatchedAsync();
        (string User, string Name, string Path)[] all = [
            ("dispatcher", "case-returned", CasesDesk.PathOf(returned.Id)),
            ("dispatcher", "inbox", "/console/inbox"),
            ("dispatcher", "cases", "/console/cases"),
            ("dispatcher", "exports", "/console/exports"),
            ("handler.jinjiang", "case-accepted", CasesDesk.PathOf(accepted.Id)),
            ("handler.jinjiang", "case-dispatched", CasesDesk.PathOf(dispatched.Id)),
            ("handler.jinjiang", "queue", "/console/queue"),
        ];
        var only = Environment.GetEnvironmentVariable("SHOTS")?.Split(',');
        foreach (var (seat, tag) in new[] { (Seat.Desk, "desk"), (Seat.Phone, "phone"), (Seat.Desk with { Dark = true }, "dark") })
        {
            foreach (var group in all.Where(a => only is null || only.Contains(a.Name)).GroupBy(a => a.User))
            {
                await using var person = await site.SitAsync(seat, group.Key);
                foreach (var (_, name, path) in group)
                {
                    await person.GoAsync(path);
                    await person.Page.WaitForLoadStateAsync(Microsoft.Playwright.LoadState.Load);
                    await person.Page.ScreenshotAsync(new() { Path = $"/tmp/pc-shots/{name}-{tag}.png", FullPage = true });
                }
                Assert.Empty(person.Faults);
            }
        }
    }
}
