-- Requests the dependents of dependents that have any. Later publications are rendered later anyway.
insert into dependents_to_mark (target_id, level, requested_by, requested)
select target, :level, :requestedBy, :requested
from (select distinct target from unnest(:targets::uuid[]) as target
      where exists (select from publication_reference where target_id = target)
      order by target) as ordered
on conflict (target_id, level) do update
    set after_entry = null, after_locale = null, requested_by = excluded.requested_by, requested = excluded.requested
