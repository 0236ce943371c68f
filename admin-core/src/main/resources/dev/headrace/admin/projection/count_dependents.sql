-- For the receipts of all locales that were published together.
update publish_receipt set dependents = dependents + :marked
where entry_id = :entry and requested_at = (
    select max(requested_at) from publish_receipt where entry_id = :entry and projection = :requested)
