-- Requests the dependents of entries whose publications change, and of entries whose slugs may change if redirects lead to
-- them. Restarts requests in progress. Those of changed publications get another receipt; its mark is not known yet.
insert into dependents_to_mark (target_id, level, requested_by, requested, overlay)
select target, :level, case when changed then target end, 0, :overlay::text
from (select target, bool_or(changed) as changed
      from (select target, true as changed from unnest(:targets::uuid[]) as target
            union all
            select target, false from unnest(:moved::uuid[]) as target
            where (select true from ending where to_entry = target limit 1)) as requested
      group by target order by target) as ordered
on conflict (target_id, level) do update
    set after_entry = null, after_locale = null,
        requested_by = coalesce(excluded.requested_by, dependents_to_mark.requested_by),
        requested = case when excluded.requested_by is null then dependents_to_mark.requested
            else excluded.requested end,
        overlay = coalesce(excluded.overlay, dependents_to_mark.overlay)
