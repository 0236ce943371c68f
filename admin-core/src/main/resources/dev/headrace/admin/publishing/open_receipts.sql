insert into publish_receipt (entry_id, locale, projection, action, version, requested_at)
select entry_id, locale, projection, :action, version, :now
from unnest(:ids::uuid[], :locales::text[], :projections::bigint[], :versions::int[])
    as opened(entry_id, locale, projection, version)
