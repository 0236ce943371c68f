-- Raises a sequence to the microseconds since 1970. It never gives out more than that, and so is above all that it has given
-- out before. One raises it at a time, so that it never goes back.
select setval(cast(:name as regclass), micros)
from (select (extract(epoch from clock_timestamp()) * 1000000)::bigint as micros) as clock
where micros > coalesce(pg_sequence_last_value(cast(:name as regclass)), 0)
