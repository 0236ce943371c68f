insert into publish_receipt (entry_id, locale, projection, action, version, requested_at)
select entry_id, locale, mark, action, version, :now
from unnest(:ids::uuid[], :locales::text[], :marks::bigint[], :actions::text[], :versions::int[])
    as opened(entry_id, locale, mark, action, version)
