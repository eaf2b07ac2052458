using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Contracts;
using RiderPlatform.Organisations.Data;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.Organisations.Consumers;

/// <summary>Keeps the imported years for rosters; each fact is a whole year, and older news changes nothing.</summary>
internal sealed class CopyYears(OrganisationsDb db) : IConsumeFacts<CalendarYearAnnounced>
{
    public async Task ConsumeAsync(IReadOnlyList<CalendarYearAnnounced> facts, CancellationToken ct)
    {
        // Newest of each, in order: one statement may not meet a row twice, nor two batches cross their locks.
        var newest = facts.GroupBy(f => f.Year).Select(g => g.MaxBy(f => f.Version)!).OrderBy(f => f.Year).ToList();
        var years = newest.Select(f => f.Year).ToArray();
        var versions = newest.Select(f => f.Version).ToArray();
        var days = newest.Select(f => JsonSerializer.Serialize(f, Facts.Json)).ToArray();
        await db.Database.ExecuteSqlAsync($"""
            insert into announced_year (year, version, days)
            select y.year, y.version, y.days::jsonb
            from unnest({years}, {versions}, {days}) as y (year, version, days)
            on conflict (year) do update set version = excluded.version, days = excluded.days
            where announced_year.version < excluded.version
            """, ct);
    }
}
