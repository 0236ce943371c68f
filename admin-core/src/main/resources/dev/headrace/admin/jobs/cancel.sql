update job set cancel_requested = true, updated_at = :now,
    state = case when state = 'waiting' then 'cancelled' else state end,
    finished_at = case when state = 'waiting' then :now else finished_at end
where id = :id and state in ('waiting', 'running')
returning state
