using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace RiderPlatform.Organisations.Accounts;

/// <summary>
/// A password check costs a tenth of a second of one core on purpose. At most one per core runs at a time, off the
/// request threads, so that a flood of sign-ins slows sign-ins and nothing else.
/// </summary>
public sealed class SignInLoad(IOptions<PasswordHasherOptions> options) : IDisposable
{
    private readonly SemaphoreSlim _slots = new(Environment.ProcessorCount);
    private readonly PasswordHasher<string> _hasher = new(options);
    private readonly Lazy<string> _nobody = new(() =>
        new PasswordHasher<string>(options).HashPassword("", Guid.CreateVersion7().ToString()));

    public async Task<T> RunAsync<T>(Func<T> check, CancellationToken ct)
    {
        await _slots.WaitAsync(ct);
        try
        {
            return await Task.Run(check, ct);
        }
        finally
        {
            _slots.Release();
        }
    }

    public Task<string> HashAsync(
        string secret, CancellationToken ct) => RunAsync(() => _hasher.HashPassword("", secret), ct);

    public Task<bool> VerifyAsync(string hash, string secret, CancellationToken ct) =>
        RunAsync(() => _hasher.VerifyHashedPassword("", hash, secret) != PasswordVerificationResult.Failed, ct);

    public Task VerifyInVainAsync(
        string secret, CancellationToken ct) =>
        RunAsync(() => _hasher.VerifyHashedPassword("", _nobody.Value, secret), ct);

    public void Dispose() => _slots.Dispose();
}
