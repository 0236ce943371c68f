-- Former slugs are kept for a day, in case Redis loses its latest writes and they must be rewritten.
delete from given_up_slug given
using unnest(:ids::uuid[], :locales::text[], :versions::bigint[]) as written(entry_id, locale, version)
where given.entry_id = written.entry_id and given.locale = written.locale and given.version <= written.version
    and given.given_up_at < now() - interval '1 day'
