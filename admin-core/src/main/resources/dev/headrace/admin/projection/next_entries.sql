-- The next entries of a type that have documents or publications; those whose documents Redis is known to have removed
-- only if they are wanted. These are purged entries' documents that were written since the type was last marked.
select entry_id from (
    (select distinct entry_id from publication
     where type_id = :typeId and (:after::uuid is null or entry_id > :after::uuid) order by entry_id limit :limit)
    union
    (select distinct entry_id from projection p
     where type = :type and (:after::uuid is null or entry_id > :after::uuid)
        and (:removed or wanted > done
            or not exists (select from purged_entry where purged_entry.entry_id = p.entry_id)
            or exists (select from types_to_mark request where request.type = p.type))
     order by entry_id limit :limit)
) as next order by entry_id limit :limit
