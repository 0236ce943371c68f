-- Requests the dependents of dependents that have any. Later publications are rendered later anyway. With the limit, each
-- target is looked up in the index; a semi-join may read all references.
insert into dependents_to_mark (target_id, level, requested_by, requested, overlay)
select target, :level, :requestedBy, :requested, :overlay::text
from (select distinct target from unnest(:targets::uuid[]) as target
      where (select true from publication_reference where target_id = target limit 1)
      order by target) as ordered
on conflict (target_id, level) do update
    set after_entry = null, after_locale = null, requested_by = excluded.requested_by, requested = excluded.requested,
        overlay = coalesce(excluded.overlay, dependents_to_mark.overlay)
