using System.ComponentModel;
using System.Diagnostics;

namespace RiderPlatform.Grievances.Photos;

/// <summary>
/// libvips as a process of its own for each step: a decoder that hostile bytes break takes nothing of the service with
/// it. Bounded in address space, processor time, file size and wall time; loaders that libvips calls untrusted are off.
/// </summary>
internal static class Vips
{
    private const long AddressSpaceBytes = 1024L * 1024 * 1024;
    private const int CpuSeconds = 20;
    private const long FileBytes = 64L * 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>
    /// What went wrong with the image, or null; throws <see cref="Win32Exception"/> where the programs are missing.
    /// </summary>
    public static async Task<(bool Good, string Output)> RunAsync(
        string program, string[] arguments, CancellationToken ct)
    {
        var start = new ProcessStartInfo("prlimit")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (
            var argument in (
            string[])[$"--as={AddressSpaceBytes}", $"--cpu={CpuSeconds}", $"--fsize={FileBytes}", "--core=0", "--",
            program, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment.Clear();
        start.Environment["PATH"] = "/usr/local/bin:/usr/bin:/bin";
        start.Environment["VIPS_BLOCK_UNTRUSTED"] = "1";
        start.Environment["VIPS_CONCURRENCY"] = "1";
        start.Environment["MALLOC_ARENA_MAX"] = "2";
        using var process = Process.Start(start) ?? throw new InvalidOperationException("prlimit did not start.");
        process.StandardInput.Close();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode == 0, await output + await errors);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return (false, "It took too long.");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
