-- In lock order. A document of an entry that is not published has a row if it ever was; writing one that never was would
-- announce its id to the public.
insert into projection (entry_id, locale, type, wanted, dirty_since)
select entry_id, locale, type, 0, now()
from unnest(:ids::uuid[], :locales::text[], :types::text[]) as doc(entry_id, locale, type)
where exists (select from publication where publication.entry_id = doc.entry_id)
order by entry_id, locale
on conflict (entry_id, locale) do nothing
