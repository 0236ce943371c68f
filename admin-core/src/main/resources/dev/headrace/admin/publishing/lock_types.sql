-- Serializes changes of slug ownership for these types until the end of the transaction.
select pg_advisory_xact_lock(key)
from (select distinct hashtextextended('slugs of ' || name, 0) as key from unnest(:types::text[]) as name
      order by key) as ordered
