-- Adds changes to tallies and answers what they come to. A change of 0 is answered too: what is shown at the edge is to
-- be settled all the same.
insert into tally as t (target_id, metric, type, value, version)
select target_id, metric, type, change, nextval('tally_version')
from unnest(:targets::uuid[], :metrics::text[], :types::text[], :changes::bigint[])
    as given (target_id, metric, type, change)
order by target_id, metric
on conflict (target_id, metric) do update
    set value = t.value + excluded.value, version = nextval('tally_version')
returning target_id, metric, type, value, version
