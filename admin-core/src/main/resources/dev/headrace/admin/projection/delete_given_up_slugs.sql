-- The newest former slugs of a document are kept; the others for a day, in case Redis loses its latest writes and they must
-- be removed again.
with ranked as (
    select given.entry_id, given.locale, given.slug, given.given_up_at, row_number() over (
        partition by given.entry_id, given.locale order by given.given_up_at desc, given.version desc, given.slug) as rank
    from given_up_slug given
        join unnest(:ids::uuid[], :locales::text[], :versions::bigint[]) as written(entry_id, locale, version)
            using (entry_id, locale)
    where given.version <= written.version
)
delete from given_up_slug given using ranked
where ranked.rank > :kept and ranked.given_up_at < now() - interval '1 day'
    and given.entry_id = ranked.entry_id and given.locale = ranked.locale and given.slug = ranked.slug
