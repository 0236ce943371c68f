-- Marks documents whose rows are locked: the given ones, and their rivals whose slug changes. A slug belongs to the
-- document whose publication comes first in the locale's chain, or else to the older entry. Documents that gain a slug
-- get the higher versions, so that their pointers replace those of the previous owners. A slug without an owner is kept
-- as a former slug of the document that gave it up last.
with doc as (
    select * from unnest(:ids::uuid[], :locales::text[], :types::text[], :given::boolean[])
        as doc(entry_id, locale, type, given)
), chain as (
    select * from unnest(:served::text[], :sources::text[], :positions::int[]) as chain(served, source, position)
), source as (
    select distinct on (doc.entry_id, doc.locale)
        doc.entry_id, doc.locale, doc.type, doc.given, publication.slug, chain.position
    from doc join chain on chain.served = doc.locale
        join publication on publication.entry_id = doc.entry_id and publication.locale = chain.source
    order by doc.entry_id, doc.locale, chain.position
), place as (
    select doc.type, doc.locale, p.slug from doc join projection p using (entry_id, locale)
    where doc.given and p.slug is not null
    union
    select type, locale, slug from source where given and slug is not null
), owner as (
    select distinct on (type, locale, slug) type, locale, slug, source.entry_id
    from source join place using (type, locale, slug)
    order by type, locale, slug, source.position, source.entry_id
), change as (
    select doc.entry_id, doc.locale, doc.type, doc.given, p.slug as former,
        case when owner.slug is not null then owner.slug
            when doc.given or former_place.slug is not null then null
            else p.slug end as slug
    from doc join projection p using (entry_id, locale)
        left join owner on owner.entry_id = doc.entry_id and owner.locale = doc.locale
        left join place as former_place
            on former_place.type = doc.type and former_place.locale = doc.locale and former_place.slug = p.slug
), version as (
    select ordered.*, nextval('projection_version') as version
    from (select * from change where given or slug is distinct from former
          order by slug is not null and slug is distinct from former, entry_id, locale) as ordered
), given_up as (
    insert into given_up_slug (entry_id, locale, slug, version)
    select entry_id, locale, former, version from version
    where former is not null and former is distinct from slug and not exists (
        select from owner
        where owner.type = version.type and owner.locale = version.locale and owner.slug = version.former)
    on conflict (entry_id, locale, slug) do update set version = excluded.version, given_up_at = now()
), taken as (
    delete from given_up_slug given using owner, projection former
    where given.slug = owner.slug and given.locale = owner.locale and former.entry_id = given.entry_id
        and former.locale = given.locale and former.type = owner.type
), updated as (
    update projection p
    set wanted = version.version, slug = version.slug, attempts = 0, leased_until = null,
        overlay = coalesce(:overlay::text, p.overlay),
        priority = case when p.wanted > p.done then least(p.priority, :priority) else :priority end,
        dirty_since = case when p.wanted > p.done then p.dirty_since else now() end
    from version where p.entry_id = version.entry_id and p.locale = version.locale
)
select entry_id, locale, version from version
