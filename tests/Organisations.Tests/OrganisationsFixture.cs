using RiderPlatform.Harness;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Organisations.Tests;

/// <summary>
/// The service with the demo city, tokens of the harness's issuer, and a queue that takes every directory fact.
/// </summary>
public class OrganisationsFixture() : ServiceFixture<Program>("organisations"), IAsyncLifetime
{
    public const string BootstrapSecret = "bootstrap-secret-of-the-tests";
    public const string Password = "Demo-Password-1";
    private static readonly string Key = Convert.ToBase64String(new byte[32].Select((_, i) => (byte)i).ToArray());

    /// <summary>What left for other services since the start.</summary>
    public FactSink Facts { get; private set; } = null!;

    public HttpClient Administrator => ClientFor(null, new Grant(Roles.Administrator, "", null));

    /// <summary>Keeps the registers of all Chengdu.</summary>
    public HttpClient Secretary => ClientFor(null, new Grant(Roles.Secretary, "5101", null));

    protected override IEnumerable<KeyValuePair<string, string>> Settings =>
    [
        new("Personal:Key", Key),
        new("Bootstrap:Secret", BootstrapSecret),
        new("Identity:FailuresPerAddress", "20"),
    ];

    public new async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Facts = await FactSink.StartAsync(Broker);
    }

    public new async Task DisposeAsync()
    {
        await Facts.DisposeAsync();
        await base.DisposeAsync();
    }

    public static Guid Committee(string region) =>
        StableId.Of(region.Length == 4 ? $"organisation/{region}/WorkCommittee"
            : $"organisation/{region}/IndustryCommittee");

    public static Guid Department(string region, string slug) =>
        StableId.Of($"organisation/{region}/Department/{slug}");

    public static Guid Platform(string slug) => StableId.Of($"organisation/5101/PlatformCompany/{slug}");
}

/// <summary>The service as its own issuer: tokens come from its own token endpoint only.</summary>
public sealed class SignInFixture : OrganisationsFixture
{
    protected override IEnumerable<KeyValuePair<string, string>> Settings =>
        [.. base.Settings, new("Identity:Keys", "")];
}
