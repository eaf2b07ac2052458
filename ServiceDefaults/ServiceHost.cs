using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace RiderPlatform.ServiceDefaults;

/// <summary>
/// The web host without what no process of ours uses (IIS, HTTP/3, the debugger's log): six processes share a small
/// machine, and every library that is loaded counts six times. Settings are read at the start and not watched: a
/// watched folder takes one of the 128 inotify instances that Linux grants a user, for a file that no deployment edits
/// under a running process.
/// </summary>
public static class ServiceHost
{
    /// <param name="contentRoot">The folder of the program's files, where that is not the current one.</param>
    public static WebApplicationBuilder CreateBuilder(string[] args, string? contentRoot = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            Args = [.. args, "--hostBuilder:reloadConfigOnChange=false"], ContentRootPath = contentRoot,
        });
        builder.WebHost.UseKestrelHttpsConfiguration();
        return builder;
    }

    /// <summary>
    /// Authentication brings a key ring that is read, with its XML libraries, at every start. Only cookies use it, and
    /// who sets them reads it at its first.
    /// </summary>
    internal static void ReadKeyRingWhenNeeded(this IServiceCollection services)
    {
        var eager = services.Where(s => s.ServiceType == typeof(IHostedService)
            && s.ImplementationType?.Name == "DataProtectionHostedService").ToList();
        eager.ForEach(s => services.Remove(s));
    }
}
