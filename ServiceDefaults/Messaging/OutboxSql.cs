namespace RiderPlatform.ServiceDefaults.Messaging;

/// <summary>The relay's statements. Taking deletes: a crash before the commit leaves every row where it was.</summary>
internal static class OutboxSql
{
    public const string Take = """
        delete from outbox where seq = any(array(
            select seq from outbox where not_before is null or not_before <= clock_timestamp()
            order by seq limit $1 for update skip locked))
        returning seq, id, type, key, version, payload, headers, created_at, attempts
        """;

    public const string PutBack = """
        insert into outbox (id, type, key, version, payload, headers, created_at, attempts, not_before)
        values ($1, $2, $3, $4, $5, $6, $7, $8, clock_timestamp() + $9)
        """;

    public const string Park = """
        insert into outbox_parked (id, type, key, version, payload, headers, created_at, error, parked_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, clock_timestamp())
        """;

    public const string Lag = """
        select count(*), coalesce(extract(epoch from clock_timestamp() - min(created_at)), 0)::float8,
               (select count(*) from outbox_parked), (select count(*) from parked_message)
        from outbox
        """;

    /// <summary>
    /// Rows come and go at the intake's rate, so dead ones must be swept early; set by the migrate step because EF Core
    /// has no word for it.
    /// </summary>
    public const string Sweep =
        "alter table outbox set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000)";
}
