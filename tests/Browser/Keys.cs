using Microsoft.Playwright;

namespace RiderPlatform.Browser;

/// <summary>Somebody without a pointer: goes on with Tab, and must see where they are at every step.</summary>
public sealed class Keys(IPage page)
{
    private const int MostSteps = 200;

    /// <summary>Tab until the focus is on what <paramref name="selector"/> says.</summary>
    public Task ToAsync(string selector) =>
        PressUntilAsync("Tab", "selector => document.activeElement.matches(selector)", selector);

    public async Task TypeAsync(string selector, string text)
    {
        await ToAsync(selector);
        await page.Keyboard.TypeAsync(text);
    }

    /// <summary>With the arrow keys, in the group of radio buttons that the focus is brought to.</summary>
    public async Task ChooseAsync(string group, string value)
    {
        await ToAsync(group);
        await page.Keyboard.PressAsync("Space");
        await PressUntilAsync("ArrowDown",
            "value => document.activeElement.checked && document.activeElement.value === value", value);
    }

    public async Task PressAsync(string selector, string key = "Enter")
    {
        await ToAsync(selector);
        await page.Keyboard.PressAsync(key);
    }

    private async Task PressUntilAsync(string key, string there, string what)
    {
        for (var step = 0; step < MostSteps; step++)
        {
            if (await page.EvaluateAsync<bool>(there, what))
            {
                return;
            }

            await page.Keyboard.PressAsync(key);
            await SeesFocusAsync();
        }

        throw new InvalidOperationException($"{key} does not lead to {what} on {page.Url}");
    }

    /// <summary>A ring around what has the focus, or around the label or the card that stands for it.</summary>
    private async Task SeesFocusAsync()
    {
        var unseen = await page.EvaluateAsync<string?>("""
            () => {
              const one = document.activeElement;
              if (one === document.body) return null;
              const rings = (part) => {
                const style = part && getComputedStyle(part);
                return style && (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
                  || part instanceof SVGElement && parseFloat(style.strokeWidth) >= 3);
              };
              return [one, one.nextElementSibling, one.closest("label"), one.closest(".tile")]
                .some(rings) ? null : one.outerHTML.slice(0, 200);
            }
            """);
        if (unseen is not null)
        {
            throw new InvalidOperationException($"The focus cannot be seen on {page.Url}: {unseen}");
        }
    }
}
