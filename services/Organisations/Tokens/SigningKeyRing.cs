using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;
using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.Domain;
using RiderPlatform.ServiceDefaults.Personal;

namespace RiderPlatform.Organisations.Tokens;

/// <summary>
/// The signing keys as the database holds them, read again every minute: far more often than keys change, which is
/// announced a day ahead. With the database away the keys that were read last go on signing and being published.
/// </summary>
public sealed class SigningKeyRing(IServiceScopeFactory scopes, KeyRing keys, TimeProvider time) : IDisposable
{
    internal const string Purpose = "signing-key";
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private readonly SemaphoreSlim _reading = new(1);
    private IReadOnlyList<(KeyTimes Times, RsaSecurityKey Key)> _keys = [];
    private DateTimeOffset _readAt;

    /// <summary>The key that signs now. Throws when the migrate step never ran.</summary>
    public async Task<SigningCredentials> SigningAsync(CancellationToken ct)
    {
        var known = await KeysAsync(ct);
        var signing = SigningKeySchedule.Signing(known.Select(k => k.Times), time.GetUtcNow())
            ?? throw new InvalidOperationException("There is no signing key: run the migrate step.");
        return new SigningCredentials(known.Single(k => k.Times == signing).Key, SecurityAlgorithms.RsaSha256);
    }

    /// <summary>The public keys of the key set, the next one included.</summary>
    public async Task<IReadOnlyList<RsaSecurityKey>> PublishedAsync(CancellationToken ct)
    {
        var known = await KeysAsync(ct);
        var published = SigningKeySchedule.Published([.. known.Select(k => k.Times)], time.GetUtcNow())
            .Select(t => t.Id).ToHashSet();
        return [.. known.Where(k => published.Contains(k.Times.Id)).Select(k => k.Key)];
    }

    /// <summary>Reads the keys anew at the next need.</summary>
    public void Forget() => _readAt = default;

    /// <summary>
    /// The same, unless they were read just now: a flood of tokens with unknown keys must not become queries.
    /// </summary>
    public void ForgetIfOlder(TimeSpan age) => _readAt = time.GetUtcNow() - _readAt > age ? default : _readAt;

    public void Dispose() => _reading.Dispose();

    private async Task<IReadOnlyList<(KeyTimes Times, RsaSecurityKey Key)>> KeysAsync(CancellationToken ct)
    {
        if (time.GetUtcNow() < _readAt + Fresh)
        {
            return _keys;
        }

        await _reading.WaitAsync(ct);
        try
        {
            if (time.GetUtcNow() >= _readAt + Fresh)
            {
                _keys = await ReadAsync(ct);
                _readAt = time.GetUtcNow();
            }
        }
        catch (Exception e) when (_keys.Count > 0 && ServiceDefaults.Data.TransientFaults.IsTransient(e))
        {
            _readAt = time.GetUtcNow();
        }
        finally
        {
            _reading.Release();
        }

        return _keys;
    }

    private async Task<IReadOnlyList<(KeyTimes Times, RsaSecurityKey Key)>> ReadAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var rows = await scope.ServiceProvider.GetRequiredService<OrganisationsDb>().SigningKeys.AsNoTracking()
            .ToListAsync(ct);
        return [.. rows.Select(r => (new KeyTimes(r.Id, r.SignsFrom), Known(r.Id) ?? Open(r)))];
    }

    /// <summary>A key keeps its object: the token library caches what it derives from it.</summary>
    private RsaSecurityKey? Known(string id) => _keys.FirstOrDefault(k => k.Times.Id == id).Key;

    private RsaSecurityKey Open(SigningKey row)
    {
        // Never disposed: a signature may be under way when the ring drops it, and there are twelve a year.
        var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(keys.Open(Purpose, row.Id, row.SealedPrivateKey), out _);
        return new RsaSecurityKey(rsa) { KeyId = row.Id };
    }
}
