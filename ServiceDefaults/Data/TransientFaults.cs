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
        // Thrown by Npgsql itself for a broken or refused connection, or a time-out.
        NpgsqlException => true,
        SocketException or TimeoutException or EndOfStreamException => true,
        _ => IsTransient(exception.InnerException),
    };

    /// <summary>Another transaction won: a row version that moved on, or a serialisation failure.</summary>
    public static bool IsConflict(Exception exception) =>
        exception is DbUpdateConcurrencyException
            || exception.GetBaseException() is PostgresException { SqlState: "40001" or "40P01" };

    /// <summary>The unique index or primary key that was hit, or null.</summary>
    public static string? ViolatedUnique(Exception exception) =>
        exception.GetBaseException() is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } p
            ? p.ConstraintName : null;
}
