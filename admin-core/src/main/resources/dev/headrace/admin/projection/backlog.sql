-- Documents waiting to be rendered. Counting stops at a limit, because a rebuild may have marked millions.
with failing as (
    select last_error from projection where wanted > done and last_error is not null limit :max)
select
    (select count(*) from (select from projection where wanted > done limit :max) dirty) as documents,
    (select coalesce(extract(epoch from now() - min(oldest)), 0)::bigint
        from (values (0), (1), (2)) each (priority) cross join lateral
            (select min(dirty_since) as oldest from projection where wanted > done and priority = each.priority) first)
        as oldest_seconds,
    (select count(*) from failing) as failing,
    (select max(last_error) from failing) as last_error,
    (select count(*) from (select from types_to_mark limit :max) types)
        + (select count(*) from (select from dependents_to_mark limit :max) dependents) as marking
