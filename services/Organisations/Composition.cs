using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using RiderPlatform.Organisations.Accounts;
using RiderPlatform.Organisations.Demo;
using RiderPlatform.Organisations.PhoneCodes;
using RiderPlatform.Organisations.Regions;
using RiderPlatform.Organisations.SignIn;
using RiderPlatform.Organisations.Tokens;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Personal;

namespace RiderPlatform.Organisations;

/// <summary>What the service is made of beyond its endpoints.</summary>
internal static class Composition
{
    public static void AddOrganisations(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(_ => KeyFile.Read(builder.Configuration));
        builder.Services.AddScoped<ImportRegions>();
        builder.Services.AddScoped<ISeed, SeedRegions>();
        builder.AddAccounts();
        builder.AddPhoneCodes();
        AddTokens(builder);
        if (builder.Configuration.GetValue<bool>("Demo:Enabled"))
        {
            builder.Services.AddScoped<ISeed, DemoCity>();
            builder.Services.AddScoped<ISeed, DemoPeople>();
            builder.Services.AddScoped<ISeed, DemoRosters>();
        }
    }

    private static void AddTokens(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<SigningKeyRing>();
        builder.Services.AddSingleton<SignInLoad>();
        builder.Services.AddSingleton<FormTicket>();
        builder.Services.AddScoped<PasswordSteps>();
        builder.Services.AddScoped<PhoneSteps>();
        builder.Services.AddScoped<RotateSigningKeys>();
        builder.Services.AddScoped<ISeed>(s => s.GetRequiredService<RotateSigningKeys>());
        builder.Services.AddScoped<ISeed, SeedConsole>();
        builder.Services.AddScoped<AccessTokens>();
        builder.Services.AddScoped<ClientAuthentication>();
        builder.Services.AddScoped<CodeExchange>();
        builder.Services.AddScoped<RefreshTokens>();
        builder.Services.AddHostedService<TokenUpkeep>();
        // Keys named in the configuration are another issuer's; without any the issuer is this service.
        if (string.IsNullOrEmpty(builder.Configuration["Identity:Keys"])
            && string.IsNullOrEmpty(builder.Configuration["Identity:Authority"]))
        {
            builder.Services.AddSingleton<IConfigurationManager<OpenIdConnectConfiguration>, OwnKeys>();
        }
    }
}
