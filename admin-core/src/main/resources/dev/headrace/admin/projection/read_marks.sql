-- The version of an entry's presence is the highest version of its documents.
select p.entry_id, p.locale, p.wanted, p.slug, p.views, entry.highest,
    array(select given.slug from given_up_slug given where given.entry_id = p.entry_id and given.locale = p.locale
          order by given.slug) as given_up,
    array(select given.version from given_up_slug given where given.entry_id = p.entry_id and given.locale = p.locale
          order by given.slug) as given_up_versions
from projection p
    join unnest(:ids::uuid[], :locales::text[]) as claim(entry_id, locale) using (entry_id, locale)
    cross join lateral (select max(wanted) as highest from projection other where other.entry_id = p.entry_id) as entry
