-- In lock order.
insert into projection (entry_id, locale, type, wanted, dirty_since)
select entry_id, locale, type, 0, now()
from unnest(:ids::uuid[], :locales::text[], :types::text[]) as doc(entry_id, locale, type)
order by entry_id, locale
on conflict (entry_id, locale) do nothing
