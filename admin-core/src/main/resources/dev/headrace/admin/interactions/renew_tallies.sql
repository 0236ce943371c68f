-- Gives tallies a new version that still have the one that is given. Rows are locked in the order that everybody keeps.
with refused as (
    select entry_id, metric
    from tally join unnest(:entries::uuid[], :metrics::text[], :versions::bigint[]) as given (entry_id, metric, version)
        using (entry_id, metric, version)
    order by entry_id, metric for update of tally
)
update tally set version = nextval('tally_version')
from refused where tally.entry_id = refused.entry_id and tally.metric = refused.metric
returning tally.entry_id, tally.metric, tally.value, tally.version
