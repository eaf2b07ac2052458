using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace RiderPlatform.Browser;

/// <summary>How somebody sits before a screen.</summary>
public sealed record Seat
{
    public static readonly Seat Phone = new() { Width = 390, Height = 844, IsPhone = true };
    public static readonly Seat Desk = new() { Width = 1440, Height = 900 };
    public static readonly Seat Wall = new() { Width = 1920, Height = 1080 };

    public required int Width { get; init; }

    public required int Height { get; init; }

    public bool IsPhone { get; init; }

    public bool Scripts { get; init; } = true;

    public bool Dark { get; init; }

    public bool English { get; init; }
}

/// <summary>
/// Somebody with a browser of their own. Whatever goes wrong on any page is remembered: errors of scripts and of the
/// policy, requests to elsewhere, answers of 500 and more.
/// </summary>
public sealed class Person : IAsyncDisposable
{
    /// <summary>
    /// Milliseconds that a page may take on a busy machine; Playwright alone would give a sentence five seconds.
    /// </summary>
    private const float Patience = 20_000;

    private readonly ConcurrentQueue<string> _faults = new();

    private Person(IBrowserContext context, Uri site) => (Context, Site) = (context, site);

    public IBrowserContext Context { get; }

    public Uri Site { get; }

    public IPage Page { get; private set; } = null!;

    /// <summary>What went wrong so far, in order.</summary>
    public IReadOnlyCollection<string> Faults => _faults;

    /// <summary>Statuses of 500 and more that a test provokes on purpose are none.</summary>
    public Func<IResponse, bool> IsExpected { get; set; } = _ => false;

    /// <summary>Opens a browser for somebody at the middle of 锦江区; nothing is open yet.</summary>
    /// <param name="state">What the browser kept of an earlier visit: see <see cref="KeptAsync"/>.</param>
    public static async Task<Person> SitAsync(Chromium chromium, Uri site, Seat seat, string? state = null)
    {
        var context = await chromium.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = site.AbsoluteUri,
            ViewportSize = new ViewportSize { Width = seat.Width, Height = seat.Height },
            IsMobile = seat.IsPhone,
            HasTouch = seat.IsPhone,
            JavaScriptEnabled = seat.Scripts,
            ColorScheme = seat.Dark ? ColorScheme.Dark : ColorScheme.Light,
            Locale = "zh-CN",
            TimezoneId = "Asia/Shanghai",
            Geolocation = new Geolocation { Longitude = 104.0810f, Latitude = 30.6570f },
            Permissions = ["geolocation"],
            ReducedMotion = ReducedMotion.Reduce,
            StorageState = state,
        });
        var person = new Person(context, site);
        context.SetDefaultTimeout(Patience);
        Assertions.SetDefaultExpectTimeout(Patience);
        if (seat.English)
        {
            await context.AddCookiesAsync(
                [new Cookie { Name = "rider-platform-language", Value = "en", Url = site.AbsoluteUri }]);
        }

        context.Console += (_, message) => person.Note(message.Type == "error", $"console: {message.Text}");
        context.WebError += (_, error) => person.Note(true, $"script: {error.Error}");
        context.Request += (_, request) => person.Note(IsElsewhere(request.Url, site), $"elsewhere: {request.Url}");
        context.Response += (_, response) =>
            person.Note(response.Status >= 500 && !person.IsExpected(response), $"{response.Status}: {response.Url}");
        person.Page = await context.NewPageAsync();
        return person;
    }

    /// <summary>Through the form that everybody uses; ends on the person's first page.</summary>
    public async Task<Person> SignInAsync(string user, string password)
    {
        await Page.GotoAsync("/console/signin");
        await Page.FillAsync("input[name=username]", user);
        await Page.FillAsync("input[name=password]", password);
        await Page.ClickAsync("button[type=submit]:visible");
        await Page.WaitForURLAsync(url => url.Contains("/console/", StringComparison.Ordinal)
            && !url.Contains("/console/signin", StringComparison.Ordinal));
        return this;
    }

    /// <summary>What the browser keeps for the next visit: cookies and local storage.</summary>
    public Task<string> KeptAsync() => Context.StorageStateAsync();

    public Task<IResponse?> GoAsync(string path) => Page.GotoAsync(path);

    /// <summary>What the page's script does when it hears of a change, at once.</summary>
    public Task RefreshAsync() => Page.EvaluateAsync("""
        async () => {
          const live = new URL("live.js", document.querySelector("script[type=module]").src);
          await (await import(live)).refresh();
        }
        """);

    public ValueTask DisposeAsync() => Context.DisposeAsync();

    private void Note(bool wrong, string text)
    {
        // What Chromium says of a status that a page handles; the status itself is looked at above.
        if (wrong && !text.Contains("Failed to load resource", StringComparison.Ordinal))
        {
            _faults.Enqueue(text);
        }
    }

    private static bool IsElsewhere(string url, Uri site) =>
        url.StartsWith("http", StringComparison.Ordinal) && new Uri(url).Authority != site.Authority;
}
