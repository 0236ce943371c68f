-- Updates the receipts of all locales that were published together, in the global lock order.
with published as (
    select entry_id, locale, projection from publish_receipt
    where entry_id = :entry and requested_at = (
        select max(requested_at) from publish_receipt where entry_id = :entry and projection = :requested)
    order by entry_id, locale, projection for update
)
update publish_receipt receipt set dependents = receipt.dependents + :marked
from published
where receipt.entry_id = published.entry_id and receipt.locale = published.locale
    and receipt.projection = published.projection
