using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Console.Data;

namespace RiderPlatform.Console.Sessions;

/// <summary>
/// A form that is sent when the session is over is not lost: its fields are kept for the browser that sent it and fill
/// the same page again after the sign-in, to be looked at and sent once more. Files are not kept.
/// </summary>
public sealed class HeldForms(ConsoleDb db, IDataProtectionProvider protection, TimeProvider time)
{
    private const string CookieName = "__Host-rider-platform-form";
    private const int MaxFields = 200;
    private const int MaxCharacters = 64 * 1024;
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);
    private readonly IDataProtector _protector = protection.CreateProtector("held-form");

    /// <summary>The page to come back to; null for what no page of ours has sent.</summary>
    public async Task<string?> HoldAsync(HttpContext http)
    {
        var request = http.Request;
        if (!request.HasFormContentType || request.Headers["Sec-Fetch-Site"].ToString() is not ("same-origin" or ""))
        {
            return null;
        }

        var form = await request.ReadFormAsync(http.RequestAborted);
        var fields = form.Where(f => !f.Key.StartsWith("__", StringComparison.Ordinal)).Take(MaxFields)
            .ToDictionary(f => f.Key, f => f.Value.ToArray());
        var text = JsonSerializer.Serialize(fields);
        if (text.Length <= MaxCharacters)
        {
            var value = SessionCookie.NewValue();
            db.Add(new HeldFormRow
            {
                Id = SessionCookie.IdOf(value)!,
                Path = request.Path,
                Fields = _protector.Protect(text),
                HeldAt = time.GetUtcNow(),
            });
            await db.SaveChangesAsync(http.RequestAborted);
            http.Response.Cookies.Append(CookieName, value, SessionCookie.Options(Lifetime));
        }

        // A handler is named in the query (?handler=accept); the page itself is what is to be shown.
        var query = request.Query.Where(q => q.Key != "handler");
        return request.Path + QueryString.Create(query);
    }

    /// <summary>What this browser typed into this page, once; empty where nothing is held.</summary>
    public async Task<IReadOnlyDictionary<string, string[]>> TakeAsync(HttpContext http)
    {
        if (SessionCookie.IdOf(http.Request.Cookies[CookieName]) is not { } id)
        {
            return new Dictionary<string, string[]>();
        }

        var path = http.Request.Path.Value;
        var held = await db.HeldForms.AsNoTracking()
            .SingleOrDefaultAsync(f => f.Id == id && f.Path == path, http.RequestAborted);
        if (held is null)
        {
            return new Dictionary<string, string[]>();
        }

        await db.HeldForms.Where(f => f.Id == id).ExecuteDeleteAsync(http.RequestAborted);
        http.Response.Cookies.Delete(CookieName, SessionCookie.Options());
        return JsonSerializer.Deserialize<Dictionary<string, string[]>>(_protector.Unprotect(held.Fields))!;
    }

    public Task<int> SweepAsync(CancellationToken ct)
    {
        var before = time.GetUtcNow() - Lifetime;
        return db.HeldForms.Where(f => f.HeldAt < before).ExecuteDeleteAsync(ct);
    }
}
