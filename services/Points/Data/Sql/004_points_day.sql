-- Figures by day (in China) and county, so that open figures never read the ledger. Kept in the transaction of each
-- posting; the ledger's verification proves them. Locked after the accounts: voucher, riders by id, stock, accounts by
-- id, day. What belongs to a whole city or province stands under its own shorter code.
create table points_day (
    day date not null,
    region_code text collate "C" not null check (length(region_code) <= 6),
    awards bigint not null default 0,
    points_awarded bigint not null default 0,
    points_spent bigint not null default 0,
    vouchers_issued bigint not null default 0,
    vouchers_redeemed bigint not null default 0,
    primary key (day, region_code)
) with (fillfactor = 60);

insert into points_day (day, region_code, awards, points_awarded)
    select (decided_at at time zone 'Asia/Shanghai')::date, left(region_code, 6), count(*), sum(points)
    from award_decision where points > 0 group by 1, 2;

insert into points_day as p (day, region_code, vouchers_issued)
    select (v.issued_at at time zone 'Asia/Shanghai')::date,
        left(case when starts_with(u.region_code, r.region_code) then u.region_code else r.region_code end, 6), count(*)
    from voucher v join reward r on r.id = v.reward_id left join rider u on u.id = v.rider_id group by 1, 2
    on conflict (day, region_code) do update set vouchers_issued = excluded.vouchers_issued;

insert into points_day as p (day, region_code, vouchers_redeemed, points_spent)
    select (v.ended_at at time zone 'Asia/Shanghai')::date, left(coalesce(s.region_code, r.region_code), 6),
        count(*), sum(v.points)
    from voucher v join reward r on r.id = v.reward_id left join station s on s.id = v.station_id
    where v.status = 'Redeemed' group by 1, 2
    on conflict (day, region_code) do update
        set vouchers_redeemed = excluded.vouchers_redeemed, points_spent = excluded.points_spent;
