using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Assets;
using RiderPlatform.Console.Data;
using RiderPlatform.Console.Exports;
using RiderPlatform.Console.Kit;
using RiderPlatform.Console.Live;
using RiderPlatform.Console.Sessions;
using RiderPlatform.ServiceDefaults;

namespace RiderPlatform.Console;

/// <summary>What the console is made of, and the order in which a request passes it.</summary>
internal static class Composition
{
    /// <summary>Nine photos of ten MiB and the form around them; the gateway's route has the same limit.</summary>
    internal const long MaxUpload = 95L * 1024 * 1024;

    public static void AddConsole(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddHttpClient(PlatformApi.ClientName, c =>
        {
            c.BaseAddress = new Uri("https+http://gateway");
            c.Timeout = TimeSpan.FromSeconds(30);
        });
        services.AddScoped<PlatformApi>();
        services.AddScoped<Texts>();
        services.AddScoped<Language>();
        services.AddScoped<Place>();
        services.AddSingleton<RegionNames>();
        services.AddSingleton<AssetFiles>();
        services.AddSingleton(Markup.Encoder);
        AddSessions(builder);
        services.AddLive();
        services.AddExports();
        services.AddRazorPages(o => o.Conventions.Add(new PageAccess())).WithRazorPagesRoot("/Pages");
        services.Configure<FormOptions>(o => o.MultipartBodyLengthLimit = MaxUpload);
        services.RemoveAll<IExceptionHandler>();
        services.AddResponseCompression(o => o.EnableForHttps = true);
        services.Configure<BrotliCompressionProviderOptions>(o =>
            o.Level = System.IO.Compression.CompressionLevel.Fastest);
    }

    public static void UseConsole(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.Use(PageHeaders.AddAsync);
        app.UseResponseCompression();
        app.UseServiceDefaults(StatusPages.Use);
        app.Use(PlaceInAddress.CompleteAsync);
        app.Use(LiveMark.SetAsync);
        app.Services.GetRequiredService<AssetFiles>().Map(app);
        app.MapConsoleEndpoints();
        app.MapRazorPages();
    }

    private static void AddSessions(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<ConsoleOptions>().BindConfiguration("Console")
            .Validate(o => o.IsComplete, "Console:Key must be 22 random characters or more.").ValidateOnStart();
        services.AddScoped<Visitor>();
        services.AddScoped<SessionStore>();
        services.AddScoped<HeldForms>();
        services.AddScoped<Colleagues>();
        services.AddScoped<TokenEndpoint>();
        services.AddSingleton<Issuer>();
        services.AddHostedService<SessionSweep>();
        services.AddAuthentication(SessionAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, SessionAuthentication>(SessionAuthentication.SchemeName, null);
        // ProtectionKeys seals what is stored.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error);
        services.AddDataProtection().SetApplicationName("rider-platform-console");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(s => new ConfigureOptions<KeyManagementOptions>(
            o => o.XmlRepository = ActivatorUtilities.CreateInstance<ProtectionKeys>(s)));
        services.AddAntiforgery(o =>
        {
            o.Cookie = new HostCookie { Name = "__Host-rider-platform-forgery" };
        });
        // Everything comes through the gateway, which says for whom (and overwrites what the browser says of itself).
        services.Configure<ForwardedHeadersOptions>(o =>
        {
            o.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto
                | ForwardedHeaders.XForwardedHost;
            o.KnownProxies.Clear();
            o.KnownIPNetworks.Clear();
        });
    }
}
