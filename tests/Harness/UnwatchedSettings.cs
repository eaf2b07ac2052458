using System.Runtime.CompilerServices;

namespace RiderPlatform.Harness;

/// <summary>
/// The small hosts of tests do not watch their settings: each would take one of the 128 inotify instances of a user,
/// and a test run beside others would fail for want of one.
/// </summary>
internal static class UnwatchedSettings
{
#pragma warning disable CA2255 // Before any host of the test process: there is no earlier place in it.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void TurnOff() =>
        Environment.SetEnvironmentVariable("DOTNET_hostBuilder__reloadConfigOnChange", "false");
}
