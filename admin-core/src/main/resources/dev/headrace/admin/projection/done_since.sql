-- The next documents that were written within a time, in the order in which they were.
select entry_id, locale, done_at from projection
where done_at < :until and (done_at, entry_id, locale) > (:afterTime, :afterEntry, :afterLocale)
order by done_at, entry_id, locale limit :limit
