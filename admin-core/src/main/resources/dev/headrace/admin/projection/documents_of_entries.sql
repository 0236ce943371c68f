-- The documents of entries: those that exist, and those that are served from a publication.
select entry_id, locale from projection where entry_id = any (:ids)
union
select publication.entry_id, chain.served
from publication join unnest(:served::text[], :sources::text[]) as chain(served, source)
    on chain.source = publication.locale
where publication.entry_id = any (:ids)
