namespace RiderPlatform.Gateway.Upstream;

/// <summary>
/// The connections to the services; their number per service is configuration (<c>MaxConnectionsPerServer</c>).
/// </summary>
internal static class UpstreamConnections
{
    public static void Configure(SocketsHttpHandler handler)
    {
        // The client's own span per request cost a tenth of the gateway's time and says what the gateway's and the
        // service's spans say; AdmittedHeaders passes the trace on.
        handler.ActivityHeadersPropagator = null;
        // A service that does not accept within two seconds is down: say so while the client still waits.
        handler.ConnectTimeout = TimeSpan.FromSeconds(2);
        // Shorter than Kestrel's own 130 s: the gateway closes an idle connection first, never the service under a
        // request.
        handler.PooledConnectionIdleTimeout = TimeSpan.FromSeconds(60);
        handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
    }
}
