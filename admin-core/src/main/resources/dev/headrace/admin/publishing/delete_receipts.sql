delete from publish_receipt
where ctid = any (array(select ctid from publish_receipt where requested_at < :before limit :limit))
