-- The names of all actors, by a loose index scan.
with recursive known(name) as (
    (select actor_name from activity order by actor_name limit 1)
    union all
    select (select actor_name from activity where actor_name > known.name order by actor_name limit 1) from known
    where known.name is not null
)
select name from known where name is not null limit :limit
