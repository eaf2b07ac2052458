namespace RiderPlatform.Loop;

/// <summary>The token endpoint, and an access token that is renewed shortly before its end.</summary>
public sealed class Tokens
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(45);
    private readonly HttpClient _http;
    private readonly SemaphoreSlim _renewing = new(1);
    private readonly Func<TokenView?, IEnumerable<KeyValuePair<string, string>>> _renewal;
    private TokenView? _token;
    private DateTimeOffset _good;

    private Tokens(HttpClient http, Func<TokenView?, IEnumerable<KeyValuePair<string, string>>> renewal) =>
        (_http, _renewal) = (http, renewal);

    /// <summary>A program of an agency: client id and secret.</summary>
    public static Tokens OfClient(HttpClient http, string client, string secret) => new(http, _ =>
        [new("grant_type", "client_credentials"), new("client_id", client), new("client_secret", secret)]);

    /// <summary>A person at a public client, by the sign-in form; later renewed by the refresh token.</summary>
    public static async Task<Tokens> OfPersonAsync(HttpClient http, string client, string user, string password)
    {
        var pkce = Pkce.Create();
        using var browser = new Browser(http.BaseAddress!);
        var code = await browser.SignInAsync(client, user, password, pkce.Challenge);
        var tokens = new Tokens(http, last => last is null
            ?
            [
                new("grant_type", "authorization_code"), new("client_id", client), new("code", code),
                new("code_verifier", pkce.Verifier), new("redirect_uri", Browser.Redirect.AbsoluteUri),
            ]
            :
            [
                new("grant_type", "refresh_token"), new("client_id", client),
                new("refresh_token", last.Refresh_token!),
            ]);
        await tokens.AccessAsync();
        return tokens;
    }

    public async Task<string> AccessAsync()
    {
        await _renewing.WaitAsync();
        try
        {
            return TimeProvider.System.GetUtcNow() < _good ? _token!.Access_token : await RenewAsync();
        }
        finally
        {
            _renewing.Release();
        }
    }

    /// <summary>Gets a new one now, by code, refresh token or client secret.</summary>
    private async Task<string> RenewAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/oauth/token");
        request.Content = new FormUrlEncodedContent(_renewal(_token));
        using var response = await _http.SendAsync(request);
        var answer = await Answer.OfAsync(request, response);
        _token = Patience.IsPassing(answer.Status)
            ? throw new UnknownOutcomeException(answer.ToString())
            : answer.Read<TokenView>(200);
        _good = TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(_token.Expires_in) - Margin;
        return _token.Access_token;
    }
}
