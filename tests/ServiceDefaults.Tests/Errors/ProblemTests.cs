using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.ServiceDefaults.Tests.Errors;

public sealed class ProblemFixture : ProbeFixture
{
    public sealed record Body(int Number, string? Text);

    protected override void Map(WebApplication app)
    {
        app.MapPost("/echo", (Body body) => body.Number);
        app.MapGet("/number/{n:int}", (int n, int? q) => n + q);
        app.MapGet("/refused", () => Refusal.Stale.ToProblem(("version", 3)));
        app.MapGet("/bare/{status:int}", (int status) => Results.StatusCode(status));
        app.MapGet("/throws/{what}", (string what) => Throw(what));
        app.MapPost("/store", async (Body body, ProbeDb db, CancellationToken ct) =>
        {
            db.Add(new Note { Id = Guid.CreateVersion7(), Text = body.Text ?? "", RegionCode = "51" });
            await db.SaveChangesAsync(ct);
        });
    }

    private static string Throw(string what) => what switch
    {
        "timeout" => throw new TimeoutException(),
        "refused" => throw new NpgsqlException("away", new IOException()),
        "keys" => throw new InvalidOperationException("IDX20803", new HttpRequestException("503")),
        "conflict" => throw new DbUpdateConcurrencyException(),
        _ => throw new NotSupportedException("a bug"),
    };
}

public sealed class ProblemTests(ProblemFixture fixture) : IClassFixture<ProblemFixture>
{
    [Theory]
    [InlineData("GET", "/nowhere", null, null, 404, "NotFound")]
    [InlineData("GET", "/number/seven", null, null, 404, "NotFound")]
    [InlineData("DELETE", "/echo", null, null, 405, "MethodNotAllowed")]
    [InlineData("GET", "/number/1?q=x", null, null, 400, "Malformed")]
    [InlineData("POST", "/echo", "a=b", "application/x-www-form-urlencoded", 415, "UnsupportedMediaType")]
    [InlineData("POST", "/echo", "{", "application/json", 400, "Malformed")]
    [InlineData("POST", "/echo", "", "application/json", 400, "Malformed")]
    [InlineData("POST", "/echo", "{\"number\":\"1\"}", "application/json", 400, "Malformed")]
    [InlineData("POST", "/store", "{\"number\":1,\"text\":\"a\\u0000b\"}", "application/json", 400, "Malformed")]
    [InlineData("POST", "/store", "{\"number\":1,\"text\":\"\\ud800\"}", "application/json", 400, "Malformed")]
    [InlineData("GET", "/refused", null, null, 409, "Stale")]
    [InlineData("GET", "/bare/404", null, null, 404, "NotFound")]
    [InlineData("GET", "/bare/429", null, null, 429, "TooManyRequests")]
    [InlineData("GET", "/bare/500", null, null, 500, "Unexpected")]
    [InlineData("GET", "/throws/timeout", null, null, 503, "Unavailable")]
    [InlineData("GET", "/throws/refused", null, null, 503, "Unavailable")]
    [InlineData("GET", "/throws/keys", null, null, 503, "Unavailable")]
    [InlineData("GET", "/throws/conflict", null, null, 409, "Stale")]
    [InlineData("GET", "/throws/bug", null, null, 500, "Unexpected")]
    public async Task Error_IsAProblem_InTwoLanguages_WithATraceId(
        string method, string path, string? body, string? type, int status, string name)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, type!);
        await IsProblemAsync(request, status, name);
    }

    [Fact]
    public async Task ANestingBomb_AndAFlood_AreRefused()
    {
        var bomb = string.Concat(Enumerable.Repeat("{\"a\":", 100)) + "1" + new string('}', 100);
        using var nested =
            new HttpRequestMessage(
            HttpMethod.Post, "/echo") { Content = new StringContent(bomb, Encoding.UTF8, "application/json") };
        await IsProblemAsync(nested, 400, "Malformed");
        var text = $"{{\"number\":1,\"text\":\"{new string('x', 300_000)}\"}}";
        using var flood =
            new HttpRequestMessage(
            HttpMethod.Post, "/echo") { Content = new StringContent(text, Encoding.UTF8, "application/json") };
        flood.Headers.ExpectContinue = true; // the refusal is read, not lost in a broken pipe
        await IsProblemAsync(flood, 413, "TooLarge");
    }

    [Fact]
    public async Task AStranger_IsAskedToSignIn()
    {
        using var answer = await fixture.Client().GetAsync(new Uri("/number/1", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
    }

    private async Task IsProblemAsync(HttpRequestMessage request, int status, string name)
    {
        request.RequestUri = new Uri(request.RequestUri!.OriginalString, UriKind.Relative);
        using var client = fixture.Client(Guid.CreateVersion7());
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(status == (int)answer.StatusCode, $"Wanted {status}, got {answer.StatusCode}: {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonNode.Parse(text)!;
        Assert.Equal($"/problems/{name}", problem["type"]!.GetValue<string>());
        Assert.Equal(status, problem["status"]!.GetValue<int>());
        Assert.Contains(problem["detail"]!.GetValue<string>(), c => c is >= '\u4e00' and <= '\u9fff');
        Assert.Equal(answer.Headers.GetValues("X-Correlation-Id").Single(), problem["traceId"]!.GetValue<string>());
        Assert.Equal(status == 503, answer.Headers.RetryAfter is not null);
    }
}
