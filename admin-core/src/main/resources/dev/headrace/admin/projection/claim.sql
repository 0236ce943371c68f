-- Claims the most urgent documents until the lease expires, without waiting for locks.
update projection p
set leased_until = now() + make_interval(secs => :lease), attempts = attempts + 1
from (select entry_id, locale from projection
      where wanted > done and priority <= :priority and (leased_until is null or leased_until < now())
      order by priority, dirty_since limit :limit for update skip locked) as due
where p.entry_id = due.entry_id and p.locale = due.locale
returning p.entry_id, p.locale, p.type
