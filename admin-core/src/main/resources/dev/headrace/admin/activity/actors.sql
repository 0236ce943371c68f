-- The names of the actors of visible activities, by a loose index scan.
with recursive known(name) as (
    (select actor_name from activity a where {visible} order by actor_name limit 1)
    union all
    select (select actor_name from activity a where actor_name > known.name and ({visible})
        order by actor_name limit 1) from known
    where known.name is not null
)
select name from known where name is not null limit :limit
