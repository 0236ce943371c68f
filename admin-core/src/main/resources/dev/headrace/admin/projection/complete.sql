-- The rows are locked. A document is clean unless it has been marked again.
update projection p
set done = greatest(done, written.version), done_at = clock_timestamp(), last_error = null,
    leased_until = case when wanted = written.version then null else leased_until end,
    attempts = case when wanted = written.version then 0 else attempts end
from unnest(:ids::uuid[], :locales::text[], :versions::bigint[]) as written(entry_id, locale, version)
where p.entry_id = written.entry_id and p.locale = written.locale and p.done <= written.version
