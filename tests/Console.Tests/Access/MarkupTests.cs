using Microsoft.Playwright;
using RiderPlatform.Browser;
using RiderPlatform.Loop;

namespace RiderPlatform.Console.Tests.Access;

/// <summary>
/// What people wrote is text wherever it stands, also where it is markup: read as it was typed, never run.
/// </summary>
[Collection(Site.Desk)]
public sealed class MarkupTests(Site site)
{
    [Fact]
    public async Task Texts_ThatAreMarkup_AreShownAsTheyAre_OnEveryPage()
    {
        using var door = new Door(site.Address, site.Password);
        var city = await MarkupCity.BuildAsync(door, site.Password);
        var sought = Uri.EscapeDataString(MarkupCity.Name);
        var here = "region=510104&at=now";
        (string? Who, string[] Paths)[] places =
        [
            (null, [$"/console/stations?{here}&lon=104.0995&lat=30.6405", $"/console/stations/{city.Station}?{here}"]),
            (city.Rider,
            [
                $"/console/my/cases?{here}", $"/console/my/cases/{city.Closed}?{here}", $"/console/my/points?{here}",
                $"/console/my/vouchers?{here}", $"/console/my/vouchers/{city.Voucher.Id}?{here}",
                    $"/console/report?{here}",
                $"/console/shop?{here}", $"/console/shop/{city.Reward}?{here}",
            ]),
            (city.Handler,
                [$"/console/queue?{here}", $"/console/cases?{here}", $"/console/cases/{city.Closed}?{here}"]),
            ("dispatcher",
            [
                $"/console/inbox?{here}&tab=returned", $"/console/inbox?{here}&q={sought}", $"/console/cases?{here}",
                $"/console/cases?{here}&q={sought}", $"/console/cases/{city.Closed}?{here}",
                $"/console/wall?{here}",
            ]),
            ("keeper",
            [
                $"/console/keeper?{here}", $"/console/keeper/redeem?{here}&code={city.Voucher.Code}",
                $"/console/keeper/redeem?{here}&code={sought}",
            ]),
        ];
        var wrong = new List<string>();
        foreach (var (who, paths) in places)
        {
            await using var person = await site.SitAsync(Seat.Desk, who);
            person.Page.Dialog += async (_, dialog) =>
            {
                wrong.Add($"ran on {person.Page.Url}: {dialog.Message}");
                await dialog.DismissAsync();
            };
            foreach (var path in paths)
            {
                await person.GoAsync(path);
                var seen = await LookAsync(person);
                wrong.AddRange(seen == "text" ? [] : [$"{who} {path}: {seen}"]);
            }

            // Chromium says of every script that the policy stopped.
            wrong.AddRange(person.Faults);
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary><c>text</c>, or what is wrong: the texts made elements, or they are not on this page at all.</summary>
    private static async Task<string> LookAsync(Person person)
    {
        if (await person.Page.Locator(".map:visible").CountAsync() > 0)
        {
            await person.Page.Locator(".map path").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        }

        return await person.Page.EvaluateAsync<string>("""
            name => {
              if (document.querySelector("img[src=x], [onerror]")) return "an element";
              const values = [...document.querySelectorAll("input, textarea")].map(i => i.value).join();
              return (document.body.textContent + values).includes(name) ? "text" : "nothing";
            }
            """, MarkupCity.Name);
    }
}
