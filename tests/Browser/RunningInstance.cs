using System.Text.Json;
using RiderPlatform.Harness;

namespace RiderPlatform.Browser;

/// <summary>
/// A throw-away instance; or, with the variable <c>RIDERPLATFORM_INSTANCE</c> (a data folder), one that runs already.
/// </summary>
public sealed class RunningInstance : IAsyncDisposable
{
    private readonly ThrowAwayInstance? _own;

    private RunningInstance(ThrowAwayInstance? own, string data, Uri gateway, string password) =>
        (_own, Data, Gateway, DemoPassword) = (own, data, gateway, password);

    /// <summary>Its data folder.</summary>
    public string Data { get; }

    public Uri Gateway { get; }

    public string DemoPassword { get; }

    /// <param name="replicas">Of each service, where it is thrown away afterwards.</param>
    public static async Task<RunningInstance> OpenAsync(int replicas = 1)
    {
        if (Environment.GetEnvironmentVariable("RIDERPLATFORM_INSTANCE") is not { Length: > 0 } folder)
        {
            var own = await ThrowAwayInstance.StartAsync(replicas);
            return new RunningInstance(own, own.Data, own.Gateway, own.DemoPassword);
        }

        var secrets = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "secrets.json")));
        var state = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "instance.json")));
        return new RunningInstance(
            null, folder, new Uri(state.RootElement.GetProperty("gateway").GetString()!),
            secrets.RootElement.GetProperty("parameters").GetProperty("demo-password").GetString()!);
    }

    public ValueTask DisposeAsync() => _own?.DisposeAsync() ?? ValueTask.CompletedTask;
}
