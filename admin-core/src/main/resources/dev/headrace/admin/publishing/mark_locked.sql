update projection p
set wanted = nextval('projection_version'), attempts = 0, leased_until = null,
    overlay = coalesce(:overlay::text, p.overlay),
    priority = case when p.wanted > p.done then least(p.priority, :priority) else :priority end,
    dirty_since = case when p.wanted > p.done then p.dirty_since else now() end
where (entry_id, locale) in (select * from unnest(:ids::uuid[], :locales::text[]))
