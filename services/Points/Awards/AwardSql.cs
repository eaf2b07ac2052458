namespace RiderPlatform.Points.Awards;

/// <summary>How the batched posting is called: the one text for the consumer, the tests and the bench.</summary>
public static class AwardSql
{
    /// <summary>
    /// Seventeen arrays of equal length (one element a claim), then rule, version, caps of day and week, end of the
    /// lots, batch id, moment, trace. See <c>008_post_awards.sql</c>.
    /// </summary>
    public const string PostAwards = """
        select decided, awarded, points
        from post_awards($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
            $22, $23, $24, $25)
        """;

    /// <summary>
    /// A <c>pgbench</c> script that posts a batch of fresh awards to random riders with the same function: the
    /// reference for the event path, in awards/s = transactions/s × <paramref name="batch"/>.
    /// </summary>
    /// <param name="region">A region that a fund with money covers.</param>
    public static string PgbenchScript(int batch = 100, int riders = 75_000, string region = "510104020") =>
        Script("", batch, $"(random() * {riders})::int", $"'{region}'::text");

    /// <summary>The same, each batch of one of many funds, by turns: whether they hinder each other.</summary>
    /// <param name="regions">Regions of funds are these digits and a number from 100 on.</param>
    public static string PgbenchScript(int batch, int riders, string regions, int funds) => Script(
        $"\\set fund random(0, {funds - 1})\n", batch,
        $":fund * {riders / funds} + (random() * {(riders / funds) - 1})::int",
        $"('{regions}' || (100 + :fund))::text");

    private static string Script(string head, int batch, string rider, string region) => head + $"""
        select b.* from (
            select array_agg(concat_ws(':', 'closed', id, 'bench')) as keys, array_agg(id) as cases,
                   array_agg(rider) as riders, array_agg(transfer) as transfers
            from (select uuid7(clock_timestamp()) as id, uuid7(clock_timestamp()) as transfer,
                         ('00000000-0000-7000-8000-' || lpad(({rider})::text, 12, '0'))::uuid as rider
                  from generate_series(1, {batch})) i) c,
            lateral post_awards(c.keys, c.cases, c.riders,
                array_fill('road.damage'::text, array[{batch}]), array_fill('Ordinary'::text, array[{batch}]),
                array_fill({region}, array[{batch}]), array_fill(current_date, array[{batch}]),
                array_fill(10::bigint, array[{batch}]), c.transfers, array_fill(now(), array[{batch}]),
                array_fill('ordinary'::text, array[{batch}]), array_fill(10::bigint, array[{batch}]),
                array_fill(100, array[{batch}]), array_fill(null::bigint, array[{batch}]),
                array_fill(null::int, array[{batch}]), array_fill(null::text, array[{batch}]),
                array_fill(null::bigint, array[{batch}]),
                'bench', 1, 1000000000, null, lot_expiry(now(), 24),
                uuid7(clock_timestamp()), clock_timestamp(), null) b;

        """;
}
