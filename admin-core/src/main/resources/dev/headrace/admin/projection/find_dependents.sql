-- The next publications that refer to an entry, in order of entry and locale.
select reference.entry_id, reference.locale, publication.type_id
from publication_reference reference join publication using (entry_id, locale)
where reference.target_id = :target
    and (:afterEntry::uuid is null or (reference.entry_id, reference.locale) > (:afterEntry::uuid, :afterLocale::text))
order by reference.entry_id, reference.locale limit :limit
