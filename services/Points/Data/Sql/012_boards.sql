-- What riders earned: each award that gave points, and each award that was taken back, as points below zero at the
-- moment of the clawback and with the region and kind of its award. What was spent or has ended is not in it.
create view earned as
    select transfer_id as id, 'Award'::text as kind, rider_id, rule, line, category, severity as subject, region_code,
        points, decided_at as at, case_id as reference, transfer_id as award_id, rule_version
    from award_decision where points > 0
    union all
    select p.id, 'Clawback', p.rider_id, d.rule, d.line, d.category, p.reason, d.region_code,
        -p.points, p.decided_at, d.case_id, d.transfer_id, d.rule_version
    from proposal p join award_decision d on d.rider_id = p.rider_id and d.transfer_id = p.award_id
    where p.kind = 'Clawback' and p.status = 'Approved';

-- A period is a small part of all that was ever decided, and rows lie in the order in which they were decided: a few
-- bytes for a megabyte of rows find it, and an insert does not touch them.
create index award_decision_decided on award_decision using brin (decided_at) with (autosummarize = on);

create trigger frozen_board_append_only before update or delete or truncate on frozen_board
    for each statement execute function refuse_change();
create trigger board_showing_append_only before update or delete or truncate on board_showing
    for each statement execute function refuse_change();
