using Microsoft.Playwright;

namespace RiderPlatform.Browser;

/// <summary>Somebody without a pointer: goes on with Tab, and must see where they are at every step.</summary>
public sealed class Keys(IPage page)
{
    private const int MostSteps = 200;

    /// <summary>Tab until the focus is on what <paramref name="selector"/> says.</summary>
    public async Task ToAsync(string selector)
    {
        for (var step = 0; step < MostSteps; step++)
        {
            if (await page.EvaluateAsync<bool>(
                "selector => document.activeElement.matches(selector)", selector))
            {
                return;
            }

            await page.Keyboard.PressAsync("Tab");
            await SeesFocusAsync();
        }

        throw new InvalidOperationException($"Tab does not lead to {selector} on {page.Url}");
    }

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
        for (var step = 0; step < MostSteps; step++)
        {
            if (await page.EvaluateAsync<bool>(
                "value => document.activeElement.checked && document.activeElement.value === value", value))
            {
                return;
            }

            await page.Keyboard.PressAsync("ArrowDown");
            await SeesFocusAsync();
        }

        throw new InvalidOperationException($"The arrow keys do not lead to {value} of {group}");
    }

    public async Task PressAsync(string selector, string key = "Enter")
    {
        await ToAsync(selector);
        await page.Keyboard.PressAsync(key);
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
