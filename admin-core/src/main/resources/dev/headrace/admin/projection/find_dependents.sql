-- The next documents that depend on an entry, in order of entry and locale: publications that refer to it, and variants that
-- were unpublished with a redirect to it, directly or by way of others.
with recursive ended as (
    select entry_id, locale, type_id, 1 as hops from ending where to_entry = :target
    union
    select ending.entry_id, ending.locale, ending.type_id, ended.hops + 1
    from ended join ending on ending.to_entry = ended.entry_id where ended.hops < :hops
)
select entry_id, locale, type_id
from (
    (select reference.entry_id, reference.locale, publication.type_id
     from publication_reference reference join publication using (entry_id, locale)
     where reference.target_id = :target and (:afterEntry::uuid is null
         or (reference.entry_id, reference.locale) > (:afterEntry::uuid, :afterLocale::text))
     order by reference.entry_id, reference.locale limit :limit)
    union
    select entry_id, locale, type_id from ended
    where :afterEntry::uuid is null or (entry_id, locale) > (:afterEntry::uuid, :afterLocale::text)
) as dependent order by entry_id, locale limit :limit
