using System.Runtime;
using Microsoft.Extensions.Hosting;

namespace RiderPlatform.ServiceDefaults.Memory;

/// <summary>
/// Gives memory back once a process has become quiet. The collector keeps what a burst made it reserve: a start takes
/// four times what its process then lives in, and six of them share one machine. Only when the process is quiet,
/// because a full collection holds every request for some tens of milliseconds.
/// </summary>
internal sealed class GiveMemoryBack(TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(3);

    private Usage _then = Usage.Now();
    private long _allocatedAtCollection;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var now = Usage.Now();
            if (IsWorthIt(_then, now, Look, _allocatedAtCollection))
            {
                GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                NativeHeap.Trim();
                _allocatedAtCollection = now.Allocated;
            }

            _then = now;
        }
    }

    /// <summary>
    /// Quiet: under a tenth of one processor between the two looks. Worth it: 16 MiB or more allocated since the last
    /// time, which is what a quiet process allocates in a quarter of an hour.
    /// </summary>
    internal static bool IsWorthIt(Usage then, Usage now, TimeSpan between, long allocatedAtCollection) =>
        now.Processor - then.Processor < between / 10 && now.Allocated - allocatedAtCollection >= 16 << 20;

    /// <summary>Processor time taken and bytes allocated since the process began.</summary>
    internal readonly record struct Usage(TimeSpan Processor, long Allocated)
    {
        public static Usage Now() => new(Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes());
    }
}
