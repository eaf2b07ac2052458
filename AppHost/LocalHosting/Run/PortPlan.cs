namespace RiderPlatform.LocalHosting;

internal static class PortPlan
{
    /// <summary>A port that somebody asked for by number: another one would not do.</summary>
    public static int TakeFixed(int port) => FreePorts.IsFree(port)
        ? port
        : throw new HostingException(
            $"端口 {port} 已被占用，请用 --port 另选 · Port {port} is in use; choose another with --port");
}
