-- The current value of each sequence.
select format('select setval(%L, %s, %L);', sequencename, coalesce(last_value, start_value), last_value is not null)
    as statement
from pg_sequences where schemaname = 'public' order by sequencename
