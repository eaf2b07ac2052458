using System.Runtime.InteropServices;

namespace RiderPlatform.ServiceDefaults.Memory;

/// <summary>
/// The runtime's own memory: the compiler's and the loader's, which the C library keeps when they have done with it.
/// 5 to 15 MiB a process, measured.
/// </summary>
internal static class NativeHeap
{
    private static bool _canTrim = OperatingSystem.IsLinux();

    /// <summary>Only glibc knows how; elsewhere nothing happens.</summary>
    public static void Trim()
    {
        if (!_canTrim)
        {
            return;
        }

        try
        {
            _ = MallocTrim(0);
        }
        catch (TypeLoadException)
        {
            // No such library or no such function.
            _canTrim = false;
        }
    }

    [DllImport("libc.so.6", EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MallocTrim(nuint pad);
}
