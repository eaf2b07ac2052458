using System.Net;
using System.Web;

namespace RiderPlatform.Loop;

/// <summary>
/// Signs in as a person does: authorization code with PKCE, through the plain form, with the cookies and hidden fields
/// of a browser. Nothing listens at the redirect address: the code is read from the redirect itself.
/// </summary>
internal sealed class Browser : IDisposable
{
    private const int MostRedirects = 10;
    private readonly SocketsHttpHandler _handler =
        new() { AllowAutoRedirect = false, CookieContainer = new CookieContainer() };
    private readonly HttpClient _http;
    private readonly Uri _gateway;

    public Browser(Uri gateway)
    {
        _gateway = gateway;
        _http = new HttpClient(_handler) { Timeout = TimeSpan.FromSeconds(20) };
    }

    public static Uri Redirect { get; } = new("http://127.0.0.1:49152/callback");

    /// <summary>The one-time code for <paramref name="challenge"/>.</summary>
    public async Task<string> SignInAsync(string client, string user, string password, string challenge)
    {
        var state = Guid.CreateVersion7().ToString("N");
        var authorize = $"/oauth/authorize?response_type=code&client_id={client}&code_challenge={challenge}" +
            $"&code_challenge_method=S256&state={state}&redirect_uri={HttpUtility.UrlEncode(Redirect.AbsoluteUri)}";
        var (page, html) = await FollowAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(_gateway, authorize)));
        var form = SignInForm.Parse(page, html);
        var filled = new HttpRequestMessage(HttpMethod.Post, form.Action) { Content = form.Fill(user, password) };
        var (end, body) = await FollowAsync(filled);
        var answer = HttpUtility.ParseQueryString(end.Query);
        return IsBack(end) && answer["state"] == state && answer["code"] is { } code
            ? code
            : throw new InvalidOperationException($"Signing in as {user} ended at {end}: {body}");
    }

    public void Dispose()
    {
        _http.Dispose();
        _handler.Dispose();
    }

    private async Task<(Uri Address, string Body)> FollowAsync(HttpRequestMessage request)
    {
        for (var redirects = 0; redirects < MostRedirects; redirects++)
        {
            var address = request.RequestUri!;
            using var response = await _http.SendAsync(request);
            if (response.Headers.Location is not { } location)
            {
                return (address, $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
            }

            var next = new Uri(address, location);
            if (IsBack(next))
            {
                return (next, "");
            }

            request = new HttpRequestMessage(HttpMethod.Get, next);
        }

        throw new InvalidOperationException($"More than {MostRedirects} redirects, the last to {request.RequestUri}");
    }

    private static bool IsBack(Uri address) =>
        address.GetLeftPart(UriPartial.Path) == Redirect.GetLeftPart(UriPartial.Path);
}
