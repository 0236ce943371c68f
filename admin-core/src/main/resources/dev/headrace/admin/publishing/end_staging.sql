-- A batch, in lock order.
update projection set overlay = null, done_at = clock_timestamp() where (entry_id, locale) in (
    select entry_id, locale from projection where overlay = :overlay order by entry_id, locale limit :batch for update)
