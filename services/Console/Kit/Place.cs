using System.Globalization;
using Microsoft.Extensions.Options;
using RiderPlatform.Console.Sessions;

namespace RiderPlatform.Console.Kit;

/// <summary>
/// Where and when a page looks: <c>?region=5101&amp;at=now</c> in the address of every page, so that an address shows
/// the same to whoever opens it. <c>at</c> is <c>now</c> or a past moment of China time (<c>2026-11-22T10:00</c>).
/// </summary>
public sealed class Place
{
    public const string Now = "now";

    public Place(IHttpContextAccessor context, Visitor visitor, IOptions<ConsoleOptions> options, TimeProvider time)
    {
        var query = context.HttpContext?.Request.Query;
        Fallback = visitor.Person is { Grants.Count: > 0 } person ? person.Home
            : options.Value.Region;
        var (region, at) = (query?["region"].ToString(), query?["at"].ToString());
        Region = query?.ContainsKey("region") == true && IsRegion(region) ? region! : Fallback;
        At = Read(at) is { } moment && moment < time.GetUtcNow() ? moment : null;
        IsComplete = query is not null && query.ContainsKey("region") && IsRegion(region) && Given(at) is not null
            && (at == Now || At is not null);
    }

    /// <summary>Region prefix; empty for the whole country.</summary>
    public string Region { get; }

    /// <summary>Null: now.</summary>
    public DateTimeOffset? At { get; }

    /// <summary>Both stand in the address, and make sense.</summary>
    public bool IsComplete { get; }

    public bool IsPast => At is not null;

    /// <summary>Where this visitor's pages open.</summary>
    public string Fallback { get; }

    /// <summary>As it stands in an address.</summary>
    public string AtText => At is { } at ? ChinaTime.Local(at) : Now;

    /// <summary>As the API takes it: an instant, or null for now.</summary>
    public string? AtInstant => At is { } at ? ChinaTime.Instant(at) : null;

    /// <summary>An address within the console that keeps region and moment; a null value leaves its name out.</summary>
    public string Link(string path, params (string Name, object? Value)[] query) => LinkTo(Region, AtText, path, query);

    public string LinkTo(string region, string at, string path, params (string Name, object? Value)[] query)
    {
        var given = query.Where(q => q.Value is not null)
            .Select(q => KeyValuePair.Create(q.Name, Convert.ToString(q.Value, CultureInfo.InvariantCulture)));
        return path + QueryString.Create(given.Prepend(new("at", at)).Prepend(new("region", region)));
    }

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static bool IsRegion(string? text) => text is not null && text.Length <= 15 && text.All(char.IsAsciiDigit);

    private static DateTimeOffset? Read(string? text) => DateTime.TryParseExact(
        text, ChinaTime.LocalPattern, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
        ? new DateTimeOffset(local, ChinaTime.Offset) : null;
}
