-- Applies reactions: of several events for one row the latest counts, and only if it is later than what the row has.
-- Answers how much the tally of each target and kind changes. Rows are taken in one order, so that workers do not wait
-- for each other in a circle.
with event as (
    select distinct on (target_id, kind, user_id) *
    from unnest(:targets::uuid[], :kinds::text[], :users::text[], :types::text[], :stands::boolean[], :clocks::bigint[])
        as given (target_id, kind, user_id, type, stands, clock)
    order by target_id, kind, user_id, clock desc
), applied as (
    insert into reaction as r (target_id, kind, user_id, type, stands, stood, clock)
    select target_id, kind, user_id, type, stands, false, clock from event order by target_id, kind, user_id
    on conflict (target_id, kind, user_id) do update
        set stands = excluded.stands, stood = r.stands, clock = excluded.clock
        where excluded.clock > r.clock
    returning target_id, kind, stands::int - stood::int as change
)
select target_id, kind, sum(change)::bigint as change from applied group by target_id, kind
