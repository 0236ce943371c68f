-- Applies reactions: the latest of several events for one row wins, if it is later than the row. Returns the change of
-- the tally of each entry and kind. Rows are locked in one order to avoid deadlocks.
with event as (
    select distinct on (entry_id, kind, actor) *
    from unnest(:entries::uuid[], :kinds::text[], :actors::text[], :set::boolean[], :clocks::bigint[])
        as given (entry_id, kind, actor, is_set, clock)
    order by entry_id, kind, actor, clock desc
), applied as (
    insert into reaction as r (entry_id, kind, actor, is_set, was_set, clock)
    select entry_id, kind, actor, is_set, false, clock from event order by entry_id, kind, actor
    on conflict (entry_id, kind, actor) do update
        set is_set = excluded.is_set, was_set = r.is_set, clock = excluded.clock
        where excluded.clock > r.clock
    returning entry_id, kind, is_set::int - was_set::int as change
)
select entry_id, kind, sum(change)::bigint as change from applied group by entry_id, kind
