-- Takes the most urgent documents; nobody else gets them until the lease ends. It waits for no lock.
update projection p
set leased_until = now() + make_interval(secs => :lease), attempts = attempts + 1
from (select entry_id, locale from projection
      where wanted > done and priority <= :priority and (leased_until is null or leased_until < now())
      order by priority, dirty_since limit :limit for update skip locked) as due
where p.entry_id = due.entry_id and p.locale = due.locale
returning p.entry_id, p.locale, p.type
