-- Restarts a request in progress. The version of the mark is not known yet.
insert into dependents_to_mark (target_id, level, requested_by, requested)
select target, 1, target, 0 from (select distinct target from unnest(:targets::uuid[]) as target order by target) as ordered
on conflict (target_id, level) do update
    set after_entry = null, after_locale = null, requested_by = excluded.requested_by, requested = excluded.requested
