using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.Personal;

namespace RiderPlatform.ServiceDefaults.Idempotency;

/// <summary>
/// <c>Idempotency-Key</c> on mutations: the key's row, the change and the remembered answer are one transaction. Of two
/// at once the second waits on the key's row and then gets the first one's answer; a refusal changes nothing and is not
/// remembered.
/// </summary>
public static class IdempotencyFilter
{
    public const string HeaderName = "Idempotency-Key";
    private const int MaxKeyLength = 200;

    /// <summary>For endpoints with a JSON body or none, whose handler saves through the request's DbContext.</summary>
    public static RouteHandlerBuilder Idempotent(this RouteHandlerBuilder route) =>
        route.AddEndpointFilter(FilterAsync).WithMetadata(new IdempotentMetadata());

    /// <summary>
    /// On top of <see cref="Idempotent"/>: a refused request (409) stays refused under its key, as a bank has it;
    /// whoever wants to try again takes a new key.
    /// </summary>
    public static RouteHandlerBuilder RememberRefusals(this RouteHandlerBuilder route) =>
        route.WithMetadata(new RefusalsRemembered());

    /// <summary>
    /// On top of <see cref="Idempotent"/>: the remembered answer holds a secret and is sealed with the platform's key.
    /// </summary>
    public static RouteHandlerBuilder SealAnswers(this RouteHandlerBuilder route) =>
        route.WithMetadata(new AnswersSealed());

    private sealed record RefusalsRemembered;

    private sealed record AnswersSealed;

    /// <summary>Marks a route as taking the header, for the API description.</summary>
    public sealed record IdempotentMetadata
    {
        /// <summary>The route keeps its keys itself; nobody else then reads its body.</summary>
        public bool KeptByRoute { get; init; }
    }

    /// <summary>
    /// Lets the body be read twice where a key asks for its hash; runs between routing and the endpoint that binds it.
    /// </summary>
    internal static Task BufferAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<IdempotentMetadata>() is { KeptByRoute: false }
            && context.Request.Headers.ContainsKey(HeaderName) && context.Request.HasJsonContentType())
        {
            context.Request.EnableBuffering(bufferThreshold: 256 * 1024);
        }

        return next(context);
    }

    private static async ValueTask<object?> FilterAsync(
        EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var key = http.Request.Headers[HeaderName].ToString();
        if (key.Length == 0)
        {
            return await next(context);
        }

        if (key.Length > MaxKeyLength || key.Any(c => c is < '!' or > '~'))
        {
            return new Invalid()
                .Add(HeaderName, $"须为 1–{MaxKeyLength} 个可见 ASCII 字符。", $"1–{MaxKeyLength} visible ASCII characters.")
                .ToProblem();
        }

        var db = http.RequestServices.GetRequiredService<DbContext>();
        var subject = http.RequestServices.GetRequiredService<Scope>().Subject;
        var hash = await HashAsync(http.Request);
        await using var transaction = await db.Database.BeginTransactionAsync(http.RequestAborted);
        if (!await TryClaimAsync(db, subject, key, hash, http.RequestAborted))
        {
            return await ReplayAsync(db, subject, key, hash, SealOf(http, subject, key), http.RequestAborted);
        }

        const string Claimed = "key_claimed";
        var remembers = http.GetEndpoint()?.Metadata.GetMetadata<RefusalsRemembered>() is not null;
        if (remembers)
        {
            await transaction.CreateSavepointAsync(Claimed, http.RequestAborted);
        }

        var result = await next(context);
        var answer =
            Answer.Of(result, http.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions);
        if (remembers && answer.Status == 409)
        {
            await transaction.RollbackToSavepointAsync(Claimed, http.RequestAborted);
        }
        else if (answer.Status is < 200 or >= 300)
        {
            return result;
        }

        var body = SealOf(http, subject, key) is { } seal && answer.Body is { } open ? seal.Close(open) : answer.Body;
        await db.Set<IdempotencyRow>().Where(x => x.Subject == subject && x.Key == key).ExecuteUpdateAsync(
            s => s.SetProperty(x => x.Status, answer.Status).SetProperty(x => x.Location, answer.Location)
                .SetProperty(x => x.Body, body), http.RequestAborted);
        await transaction.CommitAsync(CancellationToken.None);
        return result;
    }

    /// <summary>False when the key is taken; waits for a transaction that holds it.</summary>
    private static async Task<bool> TryClaimAsync(
        DbContext db, Guid subject, string key, byte[] hash, CancellationToken ct) =>
        await db.Database.ExecuteSqlAsync($"""
            insert into idempotency (subject, key, request_hash, status) values ({subject}, {key}, {hash}, 0)
            on conflict do nothing
            """, ct) == 1;

    private static async Task<IResult> ReplayAsync(
        DbContext db, Guid subject, string key, byte[] hash, AnswerSeal? seal, CancellationToken ct)
    {
        var row = await db.Set<IdempotencyRow>().AsNoTracking()
            .SingleAsync(x => x.Subject == subject && x.Key == key, ct);
        return row.RequestHash.AsSpan().SequenceEqual(hash)
            ? new Replayed(row, seal is not null && row.Body is { } sealedBody ? seal.Open(sealedBody) : row.Body)
            : Refusals.IdempotencyKeyReused.ToProblem();
    }

    private static async Task<byte[]> HashAsync(HttpRequest request)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"));
        if (request.Body.CanSeek)
        {
            request.Body.Position = 0;
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            hash.AppendData(body.ToArray());
        }

        return hash.GetHashAndReset();
    }

    private static AnswerSeal? SealOf(HttpContext http, Guid subject, string key) =>
        http.GetEndpoint()?.Metadata.GetMetadata<AnswersSealed>() is null
            ? null : new AnswerSeal(http.RequestServices.GetRequiredService<KeyRing>(), $"{subject}/{key}");

    private sealed record AnswerSeal(KeyRing Keys, string Row)
    {
        private const string Purpose = "idempotent-answer";

        public string Close(string body) =>
            Convert.ToBase64String(Keys.Seal(Purpose, Row, Encoding.UTF8.GetBytes(body)));

        public string Open(string box) =>
            Encoding.UTF8.GetString(Keys.Open(Purpose, Row, Convert.FromBase64String(box)));
    }

    private sealed record Answer(int Status, string? Location, string? Body)
    {
        public static Answer Of(object? result, JsonSerializerOptions json)
        {
            var inner = result is INestedHttpResult nested ? nested.Result : result;
            var status = inner is IStatusCodeHttpResult { StatusCode: { } code } ? code : 200;
            var value = inner is IValueHttpResult { Value: { } v }
                ? JsonSerializer.Serialize(v, v.GetType(), json) : null;
            var location = inner?.GetType().GetProperty("Location")?.GetValue(inner)?.ToString();
            return new Answer(status, location, value);
        }
    }

    private sealed class Replayed(IdempotencyRow row, string? body) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = row.Status;
            httpContext.Response.Headers["Idempotency-Replayed"] = "true";
            if (row.Location is not null)
            {
                httpContext.Response.Headers.Location = row.Location;
            }

            if (body is not null)
            {
                httpContext.Response.ContentType =
                    row.Status < 400 ? "application/json; charset=utf-8" : "application/problem+json";
                await httpContext.Response.WriteAsync(body, httpContext.RequestAborted);
            }
        }
    }
}
