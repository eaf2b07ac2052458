using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.Domain;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Personal;

namespace RiderPlatform.Organisations.Tokens;

/// <summary>
/// Makes the next key when the schedule asks for one and drops those that no good token can carry any more.
/// </summary>
public sealed class RotateSigningKeys(OrganisationsDb db, KeyRing keys, TimeProvider time) : ISeed
{
    private const int Bits = 3072;
    private const long Lock = 0x5250_0003;

    /// <summary>The first key, in the migrate step; also proves that the platform's key fits this database.</summary>
    public async Task SeedAsync(CancellationToken ct)
    {
        await RunAsync(ct);
        var newest = await db.SigningKeys.AsNoTracking().OrderByDescending(k => k.SignsFrom).FirstAsync(ct);
        keys.Open(SigningKeyRing.Purpose, newest.Id, newest.SealedPrivateKey);
    }

    /// <returns>Whether a key was made. Of several replicas at once one makes it.</returns>
    public Task<bool> RunAsync(CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({Lock})", ct);
        var now = time.GetUtcNow();
        var known = (await db.SigningKeys.AsNoTracking().Select(k => new { k.Id, k.SignsFrom }).ToListAsync(ct))
            .Select(k => new KeyTimes(k.Id, k.SignsFrom)).ToList();
        var next = SigningKeySchedule.Next(known, now);
        if (next is { } signsFrom)
        {
            db.Add(NewKey(signsFrom, now));
            await db.SaveChangesAsync(ct);
        }

        var published = SigningKeySchedule.Published(known, now).Select(k => k.Id).ToList();
        await db.SigningKeys.Where(k =>
            !published.Contains(k.Id) && k.SignsFrom < now - SigningKeySchedule.SigningPeriod).ExecuteDeleteAsync(ct);
        return next is not null;
    }, ct);

    private SigningKey NewKey(DateTimeOffset signsFrom, DateTimeOffset now)
    {
        using var rsa = RSA.Create(Bits);
        var publicKey = rsa.ExportSubjectPublicKeyInfo();
        var id = Base64Url.EncodeToString(SHA256.HashData(publicKey).AsSpan(0, 12));
        return new SigningKey
        {
            Id = id,
            SealedPrivateKey = keys.Seal(SigningKeyRing.Purpose, id, rsa.ExportPkcs8PrivateKey()),
            PublicKey = publicKey,
            SignsFrom = signsFrom,
            CreatedAt = now,
        };
    }
}
