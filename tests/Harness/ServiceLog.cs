using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace RiderPlatform.Harness;

/// <summary>
/// What the replicas of this test process logged as errors, by trace: a test that got a 5xx shows the exception behind
/// it, also where the machine cannot be looked at any more.
/// </summary>
public sealed class ServiceLog : ILoggerProvider, ILogger
{
    private const int Kept = 500;
    private static readonly ConcurrentQueue<(string Trace, string Text)> Errors = new();

    /// <summary>The errors of the trace that a problem answer names; empty for any other text.</summary>
    public static string Behind(string body) => string.Concat(
        Errors.Where(e => body.Contains(e.Trace, StringComparison.Ordinal)).Select(e => $"\n{e.Text}"));

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel) || Activity.Current is not { } activity)
        {
            return;
        }

        Errors.Enqueue((activity.TraceId.ToHexString(), $"{formatter(state, exception)}\n{exception}"));
        while (Errors.Count > Kept)
        {
            Errors.TryDequeue(out _);
        }
    }

    public void Dispose()
    {
    }
}
