using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Identity;
using RiderPlatform.Organisations.Data;
using IPNetwork = System.Net.IPNetwork;

namespace RiderPlatform.Organisations.Accounts;

internal static class AccountsSetup
{
    /// <summary>PBKDF2-HMAC-SHA512; at least what OWASP asks for (210,000).</summary>
    public const int Iterations = 210_000;

    public const int MinPasswordLength = 10;

    private const string PrivateNetworks = "10.0.0.0/8;172.16.0.0/12;192.168.0.0/16;fc00::/7";

    public static void AddAccounts(this WebApplicationBuilder builder)
    {
        builder.Services.Configure<PasswordHasherOptions>(o => o.IterationCount = Iterations);
        builder.Services.AddIdentityCore<Account>(o =>
        {
            // Length, not a mix of classes, makes a password strong (NIST SP 800-63B).
            o.Password.RequiredLength = MinPasswordLength;
            o.Password.RequireDigit = o.Password.RequireLowercase = o.Password.RequireUppercase =
                o.Password.RequireNonAlphanumeric = false;
            o.Password.RequiredUniqueChars = 4;
        }).AddEntityFrameworkStores<OrganisationsDb>();
        builder.Services.AddScoped<Attempts>();
        builder.Services.AddScoped<PasswordSignIn>();
        AddForwardedAddresses(builder);
    }

    /// <summary>
    /// Attempts are counted by the caller's address, which the gateway passes on. A service is reached by its gateway
    /// only, over loopback or a private network, so these are believed; <c>Identity:TrustedProxies</c> narrows that
    /// (<c>10.1.2.0/24;…</c>). Whoever can call from there could only escape the limit by address, not that by account.
    /// </summary>
    private static void AddForwardedAddresses(WebApplicationBuilder builder) =>
        builder.Services.Configure<ForwardedHeadersOptions>(o =>
        {
            o.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            var networks = builder.Configuration["Identity:TrustedProxies"] ?? PrivateNetworks;
            foreach (var network in networks.Split(';', StringSplitOptions.RemoveEmptyEntries))
            {
                o.KnownIPNetworks.Add(IPNetwork.Parse(network.Trim()));
            }
        });
}
