using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.DirectoryFeed;
using RiderPlatform.ServiceDefaults.Data;

namespace RiderPlatform.Organisations.Regions;

/// <summary>
/// Brings whole provinces into the region table: new codes in, names renewed, codes that the file no longer has out, in
/// one transaction, with the facts of every list that changed. The same file again changes nothing.
/// </summary>
public sealed class ImportRegions(OrganisationsDb db, TimeProvider time, ILogger<ImportRegions> logger)
{
    /// <summary>Two imports at once would give one list the same version twice.</summary>
    private const long Lock = 0x5250_0001;

    private const string Merge = """
        with gone as (
            delete from region r
            where left(r.code, 2) = any($1) and not exists (select from incoming i where i.code = r.code)
            returning parent_code),
        put as (
            insert into region (code, name, parent_code) select code, name, parent_code from incoming
            on conflict (code) do update set name = excluded.name where region.name <> excluded.name
            returning parent_code)
        insert into region_list (parent_code, version)
        select parent_code, 1 from (select parent_code from gone union select parent_code from put) changed
        where parent_code <> ''
        on conflict (parent_code) do update set version = region_list.version + 1
        returning parent_code
        """;

    /// <returns>How many lists changed.</returns>
    public Task<int> RunAsync(RegionFile file, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({Lock})", ct);
        await StageAsync(connection, file.Regions, ct);
        var changed = await MergeAsync(connection, file, ct);
        var facts = await RegionFacts.ReadAsync(db, changed.Where(p => p.Length <= 6).ToList(), time.GetUtcNow(), ct);
        await OutboxCopy.WriteAsync(connection, facts, ct);
        foreach (var province in file.Provinces)
        {
            await db.Database.ExecuteSqlAsync($"""
                insert into region_import (province, file_hash, imported_at)
                values ({province}, {file.Hash}, {time.GetUtcNow()})
                on conflict (province) do update set file_hash = excluded.file_hash, imported_at = excluded.imported_at
                """, ct);
        }

        logger.LogInformation("{Regions} regions of {Provinces} are in, {Changed} lists changed", file.Regions.Count,
            file.Provinces, changed.Count);
        return changed.Count;
    }, ct);

    private static async Task StageAsync(NpgsqlConnection connection, IEnumerable<Region> regions, CancellationToken ct)
    {
        await using var create = new NpgsqlCommand("""
            create temp table incoming (code text primary key, name text not null, parent_code text not null)
            on commit drop
            """, connection);
        await create.ExecuteNonQueryAsync(ct);
        await using var copy = await connection.BeginBinaryImportAsync(
            "copy incoming (code, name, parent_code) from stdin (format binary)", ct);
        foreach (var region in regions)
        {
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(region.Code, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(region.Name, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(region.ParentCode, NpgsqlDbType.Text, ct);
        }

        await copy.CompleteAsync(ct);
    }

    private static async Task<List<string>> MergeAsync(
        NpgsqlConnection connection, RegionFile file, CancellationToken ct)
    {
        await using var merge = new NpgsqlCommand(Merge, connection)
        {
            Parameters = { new() { Value = file.Provinces.ToArray() } },
            CommandTimeout = 120,
        };
        await using var reader = await merge.ExecuteReaderAsync(ct);
        var changed = new List<string>();
        while (await reader.ReadAsync(ct))
        {
            changed.Add(reader.GetString(0));
        }

        return changed;
    }
}
