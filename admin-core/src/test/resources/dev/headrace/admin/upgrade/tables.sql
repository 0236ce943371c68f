-- The non-empty tables, each after those it refers to, with their writable columns.
with recursive foreign_key as (
    select conrelid as child, confrelid as parent from pg_constraint where contype = 'f' and conrelid <> confrelid
), depth as (
    select oid as relation, 0 as level from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
    union
    select child, level + 1 from depth join foreign_key on parent = relation
), leveled as (
    select relation, max(level) as level from depth group by relation
)
select format('%I (%s)', relname, (
    select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
    where attrelid = relation and attnum > 0 and not attisdropped and attgenerated = '')) as table_with_columns
from leveled join pg_class on pg_class.oid = relation
where relkind = 'r'
order by level, relname
