using System.Net;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Tests.Rules;

/// <summary>Two administrators who write rules, and what they write.</summary>
internal sealed class RuleDesk(PointsFixture fixture)
{
    public HttpClient Writer { get; } = Administrator(fixture);

    public HttpClient Publisher { get; } = Administrator(fixture);

    public static object Content(object[] lines, object[]? caps = null, object[]? weights = null) =>
        new { lines, caps = caps ?? [], weights = weights ?? [] };

    public static object Clue(
        string id, long? points, string? severity = null, long? perDay = null, int? coolingMinutes = null) =>
        new { id, @event = "solved-case", severity, points, perDay, coolingMinutes };

    public async Task<Guid> DraftAsync(DateTimeOffset from, object content, string title = "新规则") =>
        (await (await Writer.PostAsync("/api/v1/points/rules", new { title, effectiveFrom = from, content }))
            .ReadAsync(HttpStatusCode.Created)).GetProperty("id").GetGuid();

    /// <summary>Replicas that start afterwards know it.</summary>
    public async Task<Guid> PublishAsync(DateTimeOffset from, object content)
    {
        var id = await DraftAsync(from, content);
        await (await Publisher.PostAsync($"/api/v1/points/rules/{id}/publication", new { revision = 1 }))
            .ReadAsync(HttpStatusCode.OK);
        return id;
    }

    private static HttpClient Administrator(PointsFixture fixture) =>
        fixture.ClientFor(Guid.CreateVersion7(), null, new Grant(Roles.Administrator, "", null));
}
