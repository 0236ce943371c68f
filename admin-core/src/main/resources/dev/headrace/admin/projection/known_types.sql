-- The types of all documents, by a loose index scan.
with recursive known(type) as (
    (select type from projection order by type limit 1)
    union all
    select (select type from projection where type > known.type order by type limit 1) from known
    where known.type is not null
)
select type from known where type is not null
