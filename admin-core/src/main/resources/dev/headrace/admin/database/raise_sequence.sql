-- Raises a sequence to the microseconds since 1970, which it never exceeds otherwise, and so above all values ever
-- issued. Serialized, so that it never decreases.
select setval(cast(:name as regclass), micros)
from (select (extract(epoch from clock_timestamp()) * 1000000)::bigint as micros) as clock
where micros > coalesce(pg_sequence_last_value(cast(:name as regclass)), 0)
