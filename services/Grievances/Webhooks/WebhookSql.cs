namespace RiderPlatform.Grievances.Webhooks;

/// <summary>
/// The delivery's statements. A subscription's row is locked while deliveries of it are claimed, so that one replica
/// at a time counts what is under way; the lock is weaker than what an insert of a delivery could wait for.
/// </summary>
internal static class WebhookSql
{
    /// <summary>
    /// Endpoints with something due: those that answer first, in no order, so that none is always last.
    /// </summary>
    public const string Endpoints = """
        select s.id, s.failing_since is not null
        from webhook_subscriptions s
        where s.disabled_at is null and not s.paused and (s.held_until is null or s.held_until <= $1)
          and exists (select from webhook_deliveries d
            where d.subscription_id = s.id and d.state = 'Pending' and d.next_attempt_at <= $1)
        order by s.failing_since is not null, random()
        limit 256
        for no key update of s skip locked
        """;

    /// <summary>
    /// Of one case in the order of its versions: what was written before and is not yet delivered holds the later back,
    /// but not for longer than its first attempts.
    /// </summary>
    public const string Claim = """
        with due as (
            select d.id from unnest($1::uuid[], $2::int[]) as room (id, size)
            cross join lateral (
                select d.id from webhook_deliveries d
                where d.subscription_id = room.id and d.state = 'Pending' and d.next_attempt_at <= $3
                  and not exists (select from webhook_deliveries e
                    where e.subscription_id = d.subscription_id and e.case_id = d.case_id and e.seq < d.seq
                      and e.state = 'Pending' and e.attempts < $4)
                order by d.next_attempt_at, d.seq
                limit greatest(0, room.size - (select count(*) from webhook_deliveries r
                    where r.subscription_id = room.id and r.state = 'Pending' and r.lease is not null
                      and r.next_attempt_at > $3))
                for update of d skip locked) d
            limit $5)
        update webhook_deliveries d
        set attempts = d.attempts + 1, lease = $6, last_attempt_at = $3, next_attempt_at = $3 + $7
        from due
        join webhook_deliveries o on o.id = due.id
        join webhook_subscriptions s on s.id = o.subscription_id
        left join cases c on c.id = o.case_id
        left join duty_calls l on l.id = o.duty_call_id
        where d.id = due.id
        returning d.id, d.lease, s.id, s.unit_id, s.url, s.secret, s.old_secret, s.old_secret_until,
            s.failing_since is not null, d.type, d.occurred_at, c.id, c.number, d.case_version, d.case_status,
            d.attempts, l.account_id, l.position, l.answer_by
        """;

    public const string Delivered = """
        with done as (
            update webhook_deliveries set state = 'Delivered', delivered_at = $3, lease = null, response_status = $4,
                response_body = $5, error = null
            where id = $1 and lease = $2 returning subscription_id)
        update webhook_subscriptions s set failing_since = null, held_until = null
        from done where s.id = done.subscription_id and (s.failing_since is not null or s.held_until is not null)
        """;

    /// <summary>Returns whether this failure has disabled the endpoint.</summary>
    public const string Failed = """
        with done as (
            update webhook_deliveries set state = case when $4::timestamptz is null then 'Failed' else 'Pending' end,
                next_attempt_at = coalesce($4, next_attempt_at), lease = null, response_status = $5,
                response_body = $6, error = $7
            where id = $1 and lease = $2 returning subscription_id),
        judged as (
            select s.id, case when s.disabled_at is not null then null when $9 then 'Gone'
                when s.failing_since <= $3 - $10::interval then 'FailedTooLong' end as reason
            from done join webhook_subscriptions s on s.id = done.subscription_id)
        update webhook_subscriptions s set failing_since = coalesce(s.failing_since, $3),
            held_until = greatest(s.held_until, $8), disabled_reason = coalesce(judged.reason, s.disabled_reason),
            disabled_at = case when judged.reason is null then s.disabled_at else $3 end
        from judged where s.id = judged.id
        returning judged.reason
        """;

    /// <summary>What waits for an endpoint that takes anything, and the age of the oldest.</summary>
    public const string Lag = """
        select count(*), coalesce(extract(epoch from $1 - min(d.occurred_at)), 0)::float8
        from webhook_subscriptions s
        join webhook_deliveries d on d.subscription_id = s.id and d.state = 'Pending'
        where s.disabled_at is null and not s.paused
        """;

    /// <summary>In bites, as the inbox is swept. What waited for so long for a paused endpoint goes too.</summary>
    public static readonly string[] Sweep =
    [
        """
        delete from webhook_deliveries where ctid = any(array(
            select ctid from webhook_deliveries where occurred_at < $1 limit 5000))
        """,
        """
        delete from webhook_deliveries where ctid = any(array(
            select ctid from webhook_deliveries d
            where $1 is not null and not exists (select from webhook_subscriptions s where s.id = d.subscription_id)
            limit 5000))
        """,
    ];
}
