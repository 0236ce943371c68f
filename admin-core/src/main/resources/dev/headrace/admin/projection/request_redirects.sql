-- Requests the redirects to entries that redirect themselves, and have any.
insert into dependents_to_mark (target_id, level, requested_by, requested, overlay)
select target, :level, :requestedBy, :requested, :overlay::text
from (select distinct target from unnest(:targets::uuid[]) as target
      where (select true from ending where to_entry = target limit 1)
      order by target) as ordered
on conflict (target_id, level) do update
    set after_entry = null, after_locale = null, requested_by = excluded.requested_by, requested = excluded.requested,
        overlay = coalesce(excluded.overlay, dependents_to_mark.overlay)
