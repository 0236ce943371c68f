-- The next documents that depend directly on an entry, in order of entry and locale: publications that refer to it, and
-- variants that were unpublished with a redirect to it. None is both.
select entry_id, locale, type_id, redirects
from (
    (select reference.entry_id, reference.locale, publication.type_id, false as redirects
     from publication_reference reference join publication using (entry_id, locale)
     where :references and reference.target_id = :target and (:afterEntry::uuid is null
         or (reference.entry_id, reference.locale) > (:afterEntry::uuid, :afterLocale::text))
     order by reference.entry_id, reference.locale limit :limit)
    union all
    (select entry_id, locale, type_id, true from ending
     where :redirects and to_entry = :target and (:afterEntry::uuid is null
         or (entry_id, locale) > (:afterEntry::uuid, :afterLocale::text))
     order by entry_id, locale limit :limit)
) as dependent order by entry_id, locale limit :limit
