using Npgsql;
using RiderPlatform.Harness;

namespace RiderPlatform.Bench.Closing;

/// <summary>
/// The least that a posting can be, in the same cluster: one transfer, the rider's balance, one balance that all share.
/// No key, no cap, no decision, no lot, no news. In a database of its own, with the same settings.
/// </summary>
internal sealed class PlainLedger(Subject subject)
{
    private const string Name = "plain_ledger";
    private const int Riders = 75_000;

    /// <summary>Past the best that one shared row allows, more only wait.</summary>
    private static readonly int[] Clients = [1, 4, 8, 16, 32];

    private static readonly TimeSpan Round = TimeSpan.FromSeconds(4);

    private static readonly string Single = $"\\set rider random(1, {Riders})\nselect post_one(:rider);\n";

    private string Database => new NpgsqlConnectionStringBuilder(subject.ConnectionString("points-db"))
    {
        Database = Name,
    }.ConnectionString;

    public async Task MakeAsync()
    {
        await subject.Database("points-db").ExecuteAsync($"create database {Name}");
        await using var source = NpgsqlDataSource.Create(Database);
        await source.ExecuteAsync($"""
            create table account (id bigint primary key, credits bigint not null default 0,
                debits bigint not null default 0) with (fillfactor = 50);
            insert into account select generate_series(0, {Riders});
            create table transfer (id uuid primary key, debit_account bigint not null, credit_account bigint not null,
                amount bigint not null, at timestamptz not null);
            create function post_one(p_rider bigint) returns void language plpgsql as $$ begin
                insert into transfer values (gen_random_uuid(), 0, p_rider, 10, clock_timestamp());
                update account set credits = credits + 10 where id = p_rider;
                update account set debits = debits + 10 where id = 0;
            end $$;
            create function post_many(p_count int) returns void language plpgsql as $$ declare v_riders bigint[]; begin
                select array_agg(1 + (random() * {Riders - 1})::int) into v_riders from generate_series(1, p_count);
                perform from account where id = any(v_riders) order by id for no key update;
                insert into transfer select gen_random_uuid(), 0, r, 10, clock_timestamp() from unnest(v_riders) r;
                update account a set credits = credits + s.points
                    from (select r, count(*) * 10 as points from unnest(v_riders) r group by r) s where a.id = s.r;
                update account set debits = debits + 10 * p_count where id = 0;
            end $$;
            """);
        await source.ExecuteAsync("analyze account");
    }

    /// <summary>Postings a second, one each; the best number of clients counts.</summary>
    public async Task<double> OneByOneAsync()
    {
        var best = 0.0;
        foreach (var clients in Clients)
        {
            best = Math.Max(best, await Pgbench.RateAsync(Database, Single, clients, Round));
        }

        return best;
    }

    /// <summary>Postings a second, in batches.</summary>
    public async Task<double> InBatchesAsync(int batch, int clients, TimeSpan duration) =>
        batch * await Pgbench.RateAsync(Database, $"select post_many({batch});\n", clients, duration);
}
