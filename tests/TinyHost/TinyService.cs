namespace RiderPlatform.TinyHost;

/// <summary>Answers who it is, and can be told to become unwell or to end.</summary>
internal static class TinyService
{
    public static void Run()
    {
        var builder = WebApplication.CreateBuilder();
        var app = builder.Build();
        var isWell = true;
        app.MapGet("/health", () => isWell ? Results.Ok() : Results.StatusCode(503));
        app.MapGet("/pid", () => Environment.ProcessId);
        app.MapGet("/environment/{name}", (string name) => Environment.GetEnvironmentVariable(name));
        app.MapPost("/unwell", () => isWell = false);
        app.MapPost("/exit", () => Environment.Exit(3));
        app.MapPost("/warn", (ILogger<Program> logger) => logger.LogWarning("a warning that a person must see"));
        app.Run();
    }
}
