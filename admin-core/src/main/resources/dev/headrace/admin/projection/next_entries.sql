-- The next entries of a type that have documents or publications.
select entry_id from (
    (select distinct entry_id from publication
     where type_id = :typeId and (:after::uuid is null or entry_id > :after::uuid) order by entry_id limit :limit)
    union
    (select distinct entry_id from projection
     where type = :type and (:after::uuid is null or entry_id > :after::uuid) order by entry_id limit :limit)
) as next order by entry_id limit :limit
