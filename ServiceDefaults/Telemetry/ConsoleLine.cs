using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace RiderPlatform.ServiceDefaults.Telemetry;

internal sealed class ConsoleLineOptions : ConsoleFormatterOptions;

/// <summary>
/// One event, one line, for a person at three in the morning:
/// <c>2026-01-31 03:04:05.678 +08:00 WARN Messaging.OutboxRelay [4bf92f3577b34da6a3ce929d0e0e4736] Outbox waits …</c>.
/// Line breaks inside are written as <c>⏎</c>, so that nothing a caller sends can forge a line of its own.
/// </summary>
internal sealed class ConsoleLine(TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "line";

    public override void Write<TState>(
        in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var text = logEntry.Formatter(logEntry.State, logEntry.Exception);
        if (logEntry.Exception is { } error)
        {
            text = $"{text} | {(logEntry.LogLevel >= LogLevel.Error ? error.ToString() : Brief(error))}";
        }

        var trace = Activity.Current is { } activity ? $" [{activity.TraceId.ToHexString()}]" : "";
        var at = $"{time.GetLocalNow():yyyy-MM-dd HH:mm:ss.fff zzz} {Level(logEntry.LogLevel)}";
        textWriter.WriteLine(OneLine($"{at} {Short(logEntry.Category)}{trace} {text}"));
    }

    private static string OneLine(string text) =>
        text.AsSpan().ContainsAny('\r', '\n') ? text.ReplaceLineEndings(" ⏎ ").Replace('\r', ' ') : text;

    private static string Short(string category) =>
        category.Replace("RiderPlatform.", "", StringComparison.Ordinal)
            .Replace("ServiceDefaults.", "", StringComparison.Ordinal);

    private static string Brief(Exception error) => error.InnerException is { } inner
        ? $"{error.GetType().Name}: {error.Message} <- {Brief(inner)}"
        : $"{error.GetType().Name}: {error.Message}";

    private static string Level(LogLevel level) => level switch
    {
        LogLevel.Trace => "TRACE",
        LogLevel.Debug => "DEBUG",
        LogLevel.Information => "INFO ",
        LogLevel.Warning => "WARN ",
        LogLevel.Error => "ERROR",
        _ => "CRIT ",
    };
}
