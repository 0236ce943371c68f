-- The names of the given types, and of those with unpublished entries that redirect to entries of these, directly or by way
-- of others.
with recursive link as materialized (
    select distinct source.type as source, target.type as target
    from ending join projection source on source.entry_id = ending.entry_id and source.locale = ending.locale
        join projection target on target.entry_id = ending.to_entry
), reached(type) as (
    select unnest(:names::text[])
    union
    select link.source from reached join link on link.target = reached.type
)
select type from reached
