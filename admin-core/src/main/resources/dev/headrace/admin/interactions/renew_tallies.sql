-- Allocates new versions for tallies that still have the given version. Rows are locked in the global order.
with outdated as (
    select entry_id, metric
    from tally join unnest(:entries::uuid[], :metrics::text[], :versions::bigint[]) as given (entry_id, metric, version)
        using (entry_id, metric, version)
    order by entry_id, metric for update of tally
)
update tally set version = nextval('tally_version')
from outdated where tally.entry_id = outdated.entry_id and tally.metric = outdated.metric
returning tally.entry_id, tally.metric, tally.value, tally.version
