using System.Diagnostics;
using RiderPlatform.Harness;
using RiderPlatform.Loop;

// ./run --smoke: the whole loop on a throw-away instance, through the gateway as a client would. Exit code 0 or 1.
var started = Stopwatch.GetTimestamp();
try
{
    await using var instance = await ThrowAwayInstance.StartAsync();
    var gateway = instance.Gateway.ToString();
    Tell(new Step("平台就绪", "all healthy", "AppHost", gateway, Stopwatch.GetElapsedTime(started)));
    using var door = new Door(instance.Gateway, instance.DemoPassword);
    await new Walk(door, Tell).RunAsync("rider1");
}
catch (Exception e)
{
    Console.Error.WriteLine($"✗ 失败 · failed: {e.Message}");
    return 1;
}

Console.WriteLine($"✓ 全流程通过 · the whole loop holds: {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s");
return 0;

static void Tell(Step step) =>
    Console.WriteLine($"✓ {step.Zh} · {step.En} | {step.Who} | {step.Result} | {step.Took.TotalMilliseconds:0} ms");
