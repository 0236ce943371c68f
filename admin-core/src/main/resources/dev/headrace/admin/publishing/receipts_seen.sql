-- Skips rows that another core is updating.
with due as (
    select entry_id, locale, projection from publish_receipt
    where stored_at is not null and edges is null
        and (announced_millis, announced_sequence) <= (:millis, :sequence)
    order by announced_millis, announced_sequence limit :limit for update skip locked
)
update publish_receipt receipt set seen_at = :seen, edges = :edges
from due
where receipt.entry_id = due.entry_id and receipt.locale = due.locale and receipt.projection = due.projection
returning receipt.entry_id, receipt.locale, receipt.projection
