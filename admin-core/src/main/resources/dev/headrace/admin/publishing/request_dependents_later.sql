-- Requests without a receipt, processed after those of publications. Restarts such a request, but none of a publication.
insert into dependents_to_mark (target_id, level, requested)
select target, :later, 0 from (select distinct target from unnest(:targets::uuid[]) as target order by target) as ordered
on conflict (target_id, level) do update set after_entry = null, after_locale = null
