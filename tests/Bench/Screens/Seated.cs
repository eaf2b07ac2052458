using Microsoft.Playwright;
using RiderPlatform.Browser;

namespace RiderPlatform.Bench.Screens;

/// <summary>Somebody who is signed in, as browser state and as a cookie for plain requests.</summary>
internal sealed record Seated(string State, string Cookie)
{
    public static async Task<Seated> OfAsync(Chromium chromium, Subject subject, string user)
    {
        await using var person = await Person.SitAsync(chromium, subject.Gateway, Seat.Phone);
        await person.SignInAsync(user, subject.DemoPassword);
        var cookies = await person.Context.CookiesAsync();
        return new Seated(
            await person.Context.StorageStateAsync(), string.Join("; ", cookies.Select(c => $"{c.Name}={c.Value}")));
    }

    /// <summary>A browser that has never been here, but for the session.</summary>
    public Task<IBrowserContext> ContextAsync(Chromium chromium, Uri site) => chromium.Browser.NewContextAsync(new()
    {
        BaseURL = site.AbsoluteUri,
        StorageState = State,
        ViewportSize = new() { Width = 390, Height = 844 },
        IsMobile = true,
        HasTouch = true,
    });

    public HttpClient Client(Uri site, string encoding)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
        {
            BaseAddress = site, Timeout = TimeSpan.FromMinutes(10),
        };
        client.DefaultRequestHeaders.Add("Cookie", Cookie);
        client.DefaultRequestHeaders.Add("Accept", "text/html,*/*");
        client.DefaultRequestHeaders.Add("Accept-Encoding", encoding);
        return client;
    }
}
