-- The documents of entries: those that were ever written, and those that are served from a publication.
select entry_id, locale, bool_or(served) as served
from (
    select entry_id, locale, false as served from projection where entry_id = any (:ids)
    union all
    select publication.entry_id, chain.served, true
    from publication join unnest(:served::text[], :sources::text[]) as chain(served, source)
        on chain.source = publication.locale
    where publication.entry_id = any (:ids)
) as document group by entry_id, locale
