-- The documents that own, or could own, a slug that the given documents have, had, or may take, and those that gave it
-- up: they are locked, so that what they still write for it is older. A document's slug is that of the first publication
-- in its locale's chain.
with doc as (
    select * from unnest(:ids::uuid[], :locales::text[], :types::text[]) as doc(entry_id, locale, type)
), chain as (
    select * from unnest(:served::text[], :sources::text[], :positions::int[]) as chain(served, source, position)
), model_type as (
    select * from unnest(:typeIds::text[], :typeNames::text[]) as model_type(id, name)
), place as (
    select doc.type, doc.locale, p.slug from doc join projection p using (entry_id, locale) where p.slug is not null
    union
    select doc.type, doc.locale, publication.slug
    from doc join chain on chain.served = doc.locale
        join publication on publication.entry_id = doc.entry_id and publication.locale = chain.source
    where publication.slug is not null
)
select owner.entry_id, owner.locale, owner.type
from place join projection owner using (type, locale, slug)
union
select publication.entry_id, place.locale, place.type
from place join model_type on model_type.name = place.type
    join chain on chain.served = place.locale
    join publication on publication.type_id = model_type.id and publication.slug = place.slug
        and publication.locale = chain.source
union
select given.entry_id, given.locale, place.type
from place join given_up_slug given on given.slug = place.slug and given.locale = place.locale
    join projection former on former.entry_id = given.entry_id and former.locale = given.locale
        and former.type = place.type
