using RiderPlatform.ServiceDefaults.Personal;

namespace RiderPlatform.Grievances.Webhooks;

/// <summary>
/// Seals the secrets of subscriptions with the platform's key (<see cref="KeyFile"/>), each bound to its row. The key
/// is read when first needed: a service without one does everything else.
/// </summary>
public sealed class WebhookSecrets(IConfiguration configuration)
{
    private const string Purpose = "webhook-secret";
    private readonly Lazy<KeyRing> _keys = new(() => KeyFile.Read(configuration));

    /// <summary>Whether there is a key: the same for every service of the platform and every replica.</summary>
    public bool Configured => configuration["Personal:Key"] is { Length: > 0 }
        || configuration["RIDERPLATFORM_DATA"] is { Length: > 0 };

    public byte[] Seal(Guid subscription, byte[] secret) => _keys.Value.Seal(Purpose, subscription.ToString(), secret);

    public byte[] Open(Guid subscription, byte[] box) => _keys.Value.Open(Purpose, subscription.ToString(), box);
}
