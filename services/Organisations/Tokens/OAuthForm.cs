using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace RiderPlatform.Organisations.Tokens;

/// <summary>The body of a token or revocation request: form fields, none of them twice (RFC 6749, 3.2).</summary>
internal sealed class OAuthForm
{
    private readonly IFormCollection _fields;

    private OAuthForm(IFormCollection fields, string? clientId, string? clientSecret, bool isAmbiguous)
    {
        _fields = fields;
        ClientId = clientId;
        ClientSecret = clientSecret;
        IsAmbiguous = isAmbiguous || fields.Any(f => f.Value.Count > 1);
    }

    public string? ClientId { get; }

    public string? ClientSecret { get; }

    /// <summary>A field stands twice, or the client gave its name in two ways that differ.</summary>
    public bool IsAmbiguous { get; }

    public string? this[string field] =>
        _fields.TryGetValue(field, out var values) && values is [{ Length: > 0 } value] ? value : null;

    /// <summary>Null for a body that is no form.</summary>
    public static async Task<OAuthForm?> ReadAsync(HttpContext http, CancellationToken ct)
    {
        if (!http.Request.HasFormContentType)
        {
            return null;
        }

        var limits = new FormOptions { ValueCountLimit = 32, ValueLengthLimit = 8 * 1024, KeyLengthLimit =
            100, BufferBodyLengthLimit = 64 * 1024 };
        IFormCollection fields;
        try
        {
            fields = await new FormFeature(http.Request, limits).ReadFormAsync(ct);
        }
        catch (Exception e) when (e is InvalidDataException or BadHttpRequestException)
        {
            return null;
        }

        var (basicId, basicSecret) = ReadBasic(http.Request.Headers.Authorization.ToString());
        var id = fields["client_id"].ToString() is { Length: > 0 } named ? named : null;
        var secret = fields["client_secret"].ToString() is { Length: > 0 } given ? given : null;
        var ambiguous = basicId is not null && (secret is not null || (id is not null && id != basicId));
        return new OAuthForm(fields, basicId ?? id, basicSecret ?? secret, ambiguous);
    }

    /// <summary>RFC 6749, 2.3.1: both halves are form-encoded before they are joined.</summary>
    private static (string? Id, string? Secret) ReadBasic(string header)
    {
        if (!AuthenticationHeaderValue.TryParse(header, out var value)
            || !"Basic".Equals(value.Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return (null, null);
        }

        var bytes = new byte[(value.Parameter?.Length ?? 0) + 4];
        if (!Convert.TryFromBase64String(value.Parameter ?? "", bytes, out var length)
            || Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is not [var id, var secret])
        {
            return ("", "");
        }

        return (Uri.UnescapeDataString(id.Replace('+', ' ')), Uri.UnescapeDataString(secret.Replace('+', ' ')));
    }
}
