-- Adds amounts to tallies.
insert into tally as t (entry_id, metric, value, version)
select entry_id, metric, amount, nextval('tally_version')
from unnest(:entries::uuid[], :metrics::text[], :amounts::bigint[]) as given (entry_id, metric, amount)
order by entry_id, metric
on conflict (entry_id, metric) do update set value = t.value + excluded.value, version = nextval('tally_version')
