-- When a version is stored, the receipts of earlier publications are stored too.
with due as (
    select entry_id, locale, projection from publish_receipt receipt
    join unnest(:ids::uuid[], :locales::text[], :versions::bigint[]) as stored(entry_id, locale, version)
        using (entry_id, locale)
    where receipt.projection <= stored.version and receipt.stored_at is null
    order by entry_id, locale, projection for update of receipt
)
update publish_receipt receipt
set rendered_at = :rendered, stored_at = :stored, announced_millis = :millis, announced_sequence = :sequence
from due
where receipt.entry_id = due.entry_id and receipt.locale = due.locale and receipt.projection = due.projection
returning receipt.entry_id, receipt.locale, receipt.projection
