-- Claims the most urgent documents until the lease expires, without waiting for locks. Staged documents wait while readers
-- get what the overlay has.
update projection p
set leased_until = now() + make_interval(secs => :lease), attempts = attempts + 1
from (select entry_id, locale from projection
      where wanted > done and priority <= :priority and (leased_until is null or leased_until < now())
          and (overlay is null or not exists (select from staging where state in ('beginning', 'showing', 'returning', 'restoring')))
      order by priority, dirty_since limit :limit for update skip locked) as due
where p.entry_id = due.entry_id and p.locale = due.locale
returning p.entry_id, p.locale, p.type
