-- A publication marks all dependents, so that requests of a schedule are not needed. Locked in the common order.
delete from dependents_to_mark where (target_id, level) in (
    select target_id, level from dependents_to_mark where target_id = any (:targets) and level = :later
    order by target_id for update)
