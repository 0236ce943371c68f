-- The next documents written up to a time, in write order.
select entry_id, locale, done_at from projection
where done_at < :until and (done_at, entry_id, locale) > (:afterTime, :afterEntry, :afterLocale)
order by done_at, entry_id, locale limit :limit
