using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using RiderPlatform.Console.Data;

namespace RiderPlatform.Console.Sessions;

/// <summary>
/// Sessions in the database, so that any replica may answer. Tokens never leave the server; they are renewed a minute
/// before they end, by one request at a time.
/// </summary>
public sealed class SessionStore(
    ConsoleDb db, NpgsqlDataSource database, IDataProtectionProvider protection, TokenEndpoint tokens,
    TimeProvider time)
{
    /// <summary>Without a request for so long a session is over (the refresh token's own life is two weeks).</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromDays(14);

    private static readonly TimeSpan RenewBefore = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan SeenStep = TimeSpan.FromMinutes(5);
    private readonly IDataProtector _protector = protection.CreateProtector("session-tokens");

    /// <summary>A session and the token that this request may use.</summary>
    public sealed record Open(byte[] Id, Person Person, string AccessToken);

    /// <summary>The cookie's value of a new session.</summary>
    public async Task<string> BeginAsync(TokenEndpoint.Tokens given, Person person, CancellationToken ct)
    {
        var value = SessionCookie.NewValue();
        var now = time.GetUtcNow();
        db.Add(new SessionRow
        {
            Id = SessionCookie.IdOf(value)!,
            Tokens = Seal(given),
            Person = JsonSerializer.Serialize(person),
            AccessUntil = now.AddSeconds(given.ExpiresIn),
            SeenAt = now,
            CreatedAt = now,
        });
        await db.SaveChangesAsync(ct);
        return value;
    }

    /// <summary>Null where there is no such session, or its tokens are no longer renewed.</summary>
    public async Task<Open?> FindAsync(byte[] id, CancellationToken ct)
    {
        var row = await ReadAsync(id, ct);
        var now = time.GetUtcNow();
        if (row is null || row.SeenAt + Idle < now)
        {
            return null;
        }

        if (row.AccessUntil - RenewBefore < now)
        {
            return await RenewAsync(id, ct);
        }

        if (row.SeenAt + SeenStep < now)
        {
            await db.Sessions.Where(s => s.Id == id).ExecuteUpdateAsync(s => s.SetProperty(x => x.SeenAt, now), ct);
        }

        return OpenOf(row, Unseal(row));
    }

    /// <summary>Every request asks this. Plainly: an inbox takes 4.5 ms so, 6 with a database context.</summary>
    private async Task<SessionRow?> ReadAsync(byte[] id, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            "select tokens, person, access_until, seen_at, created_at from session where id = $1");
        command.Parameters.AddWithValue(id);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return !await reader.ReadAsync(ct) ? null : new SessionRow
        {
            Id = id,
            Tokens = reader.GetString(0),
            Person = reader.GetString(1),
            AccessUntil = reader.GetFieldValue<DateTimeOffset>(2),
            SeenAt = reader.GetFieldValue<DateTimeOffset>(3),
            CreatedAt = reader.GetFieldValue<DateTimeOffset>(4),
        };
    }

    public async Task EndAsync(byte[] id, CancellationToken ct)
    {
        var row = await db.Sessions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, ct);
        await db.Sessions.Where(s => s.Id == id).ExecuteDeleteAsync(ct);
        if (row is not null)
        {
            await tokens.RevokeAsync(Unseal(row).RefreshToken, ct);
        }
    }

    public Task<int> SweepAsync(CancellationToken ct)
    {
        var before = time.GetUtcNow() - Idle;
        return db.Sessions.Where(s => s.SeenAt < before).ExecuteDeleteAsync(ct);
    }

    /// <summary>
    /// A refresh token works once. The row's lock makes the other requests of this session wait and find the new one.
    /// </summary>
    private async Task<Open?> RenewAsync(byte[] id, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var row = await db.Sessions.FromSql($"select * from session where id = {id} for update")
            .SingleOrDefaultAsync(ct);
        if (row is null)
        {
            return null;
        }

        var held = Unseal(row);
        if (row.AccessUntil - RenewBefore >= time.GetUtcNow())
        {
            return OpenOf(row, held);
        }

        var (renewed, over) = await tokens.RenewAsync(held.RefreshToken, ct);
        if (over)
        {
            db.Remove(row);
        }
        else if (renewed is not null)
        {
            row.Tokens = Seal(renewed);
            row.AccessUntil = time.GetUtcNow().AddSeconds(renewed.ExpiresIn);
            row.SeenAt = time.GetUtcNow();
        }

        // Once a refresh token is used its successor must be kept, also for a reader who has gone away.
        await db.SaveChangesAsync(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        return over ? null : OpenOf(row, renewed ?? held);
    }

    private static Open OpenOf(SessionRow row, TokenEndpoint.Tokens held) =>
        new(row.Id, JsonSerializer.Deserialize<Person>(row.Person)!, held.AccessToken);

    private string Seal(TokenEndpoint.Tokens tokens) => _protector.Protect(JsonSerializer.Serialize(tokens));

    private TokenEndpoint.Tokens Unseal(SessionRow row) =>
        JsonSerializer.Deserialize<TokenEndpoint.Tokens>(_protector.Unprotect(row.Tokens))!;
}
