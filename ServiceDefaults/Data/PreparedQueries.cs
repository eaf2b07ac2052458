using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace RiderPlatform.ServiceDefaults.Data;

/// <summary>
/// Queries that every request of a busy path asks, marked with <see cref="Prepared"/>, are parsed and planned once a
/// connection instead of every time, which costs PostgreSQL more than answering them.
/// </summary>
public static class PreparedQueries
{
    private const string Tag = "prepared";

    /// <summary>Only for queries of one text: each text stays in the connection's memory.</summary>
    public static IQueryable<T> Prepared<T>(this IQueryable<T> query) => query.TagWith(Tag);

    internal sealed class Interceptor : DbCommandInterceptor
    {
        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default)
        {
            if (command.CommandText.StartsWith($"-- {Tag}", StringComparison.Ordinal))
            {
                await command.PrepareAsync(cancellationToken);
            }

            return result;
        }
    }
}
