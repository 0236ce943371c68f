-- Deletes documents of purged entries that are tombstones in Redis, once the purge is forgotten, without waiting for
-- locks. A deleted type's documents are tombstones only after the type has been marked.
with forgotten as (
    select entry_id, locale from projection p
    where done = wanted and not exists (select from entry where id = p.entry_id)
        and not exists (select from purged_entry where purged_entry.entry_id = p.entry_id)
        and not exists (select from types_to_mark request where request.type = p.type)
    limit :limit for update skip locked
), slug as (
    delete from given_up_slug given using forgotten
    where given.entry_id = forgotten.entry_id and given.locale = forgotten.locale
)
delete from projection p using forgotten where p.entry_id = forgotten.entry_id and p.locale = forgotten.locale
