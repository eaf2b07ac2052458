using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace RiderPlatform.ServiceDefaults.Data;

/// <summary>
/// Tells faults that a retry may cure from those that it never will. Decides by SqlState, never by message text.
/// </summary>
public static class TransientFaults
{
    /// <summary>
    /// PostgreSQL is away, starting, out of connections, or chose this transaction as a deadlock's victim.
    /// </summary>
    public static bool IsTransient(Exception? exception) => exception switch
    {
        null => false,
        PostgresException p =>
            p.IsTransient || p.SqlState is "57P01" or "57P02" or "57P03" or "53300" or "40001" or "40P01" or "25006",
        // Two commands on one connection: a fault of the program, which no retry cures.
        NpgsqlOperationInProgressException => false,
        // Thrown by Npgsql itself for a broken or refused connection, or a time-out.
        NpgsqlException => true,
        // HTTP: only the issuer's key set is fetched while a request waits.
        SocketException or TimeoutException or EndOfStreamException or HttpRequestException => true,
        _ => IsTransient(exception.InnerException),
    };

    /// <summary>Another transaction won: a row version that moved on, or a serialisation failure.</summary>
    public static bool IsConflict(Exception exception) =>
        exception is DbUpdateConcurrencyException
            || exception.GetBaseException() is PostgresException { SqlState: "40001" or "40P01" };

    /// <summary>
    /// A value that PostgreSQL cannot hold: a NUL character in a text, a number out of range. The caller sent it.
    /// </summary>
    public static bool IsUnstorable(Exception exception) =>
        exception.GetBaseException() is PostgresException { SqlState: "22021" or "22P05" or "22001" or "22003" };

    /// <summary>The unique index or primary key that was hit, or null.</summary>
    public static string? ViolatedUnique(Exception exception) =>
        exception.GetBaseException() is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } p
            ? p.ConstraintName : null;
}
