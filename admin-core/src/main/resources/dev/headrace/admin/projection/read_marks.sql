-- The version of an entry's presence is the highest version of its documents. Former slugs, the newest first, without those
-- that a document owns: a core of a former version leaves these.
select p.entry_id, p.locale, p.wanted, p.slug, p.views, p.overlay, p.priority, entry.highest,
    array(select given.slug from given_up_slug given
          where given.entry_id = p.entry_id and given.locale = p.locale and not exists (
              select from projection owner
              where owner.type = p.type and owner.locale = p.locale and owner.slug = given.slug)
          order by given.given_up_at desc, given.version desc, given.slug) as former_slugs
from projection p
    join unnest(:ids::uuid[], :locales::text[]) as claim(entry_id, locale) using (entry_id, locale)
    cross join lateral (select max(wanted) as highest from projection other where other.entry_id = p.entry_id) as entry
