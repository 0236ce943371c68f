select entry_id from projection
where (entry_id, locale) in (select * from unnest(:ids::uuid[], :locales::text[]))
order by entry_id, locale for update
