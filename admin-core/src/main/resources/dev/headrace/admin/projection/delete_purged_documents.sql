-- Deletes documents of purged entries after their tombstones in Redis have expired, without waiting for locks.
with forgotten as (
    select entry_id, locale from projection p
    where done = wanted and done_at < now() - make_interval(days => cast(:days as int))
        and not exists (select from entry where id = p.entry_id)
    limit :limit for update skip locked
), slug as (
    delete from given_up_slug given using forgotten
    where given.entry_id = forgotten.entry_id and given.locale = forgotten.locale
)
delete from projection p using forgotten where p.entry_id = forgotten.entry_id and p.locale = forgotten.locale
