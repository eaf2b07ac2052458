using System.Text.Json;
using RiderPlatform.Harness;

namespace RiderPlatform.Browser;

/// <summary>
/// A throw-away instance; or, with the variable <c>RIDERPLATFORM_INSTANCE</c> (a data folder), one that runs already.
/// </summary>
public sealed class RunningInstance : IAsyncDisposable
{
    private readonly ThrowAwayInstance? _own;

    private RunningInstance(ThrowAwayInstance? own, Uri gateway, string password) =>
        (_own, Gateway, DemoPassword) = (own, gateway, password);

    public Uri Gateway { get; }

    public string DemoPassword { get; }

    public static async Task<RunningInstance> OpenAsync()
    {
        if (Environment.GetEnvironmentVariable("RIDERPLATFORM_INSTANCE") is not { Length: > 0 } folder)
        {
            var own = await ThrowAwayInstance.StartAsync();
            return new RunningInstance(own, own.Gateway, own.DemoPassword);
        }

        var secrets = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "secrets.json")));
        var state = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "instance.json")));
        return new RunningInstance(
            null, new Uri(state.RootElement.GetProperty("gateway").GetString()!),
            secrets.RootElement.GetProperty("parameters").GetProperty("demo-password").GetString()!);
    }

    public ValueTask DisposeAsync() => _own?.DisposeAsync() ?? ValueTask.CompletedTask;
}
