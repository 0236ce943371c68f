-- Starts a run. A job that is already running is taken over from a dead core, which counts as a retry.
update job set state = 'running', run = run + 1, retries = retries + case when state = 'running' then 1 else 0 end,
    done = checkpoint_done, failures = checkpoint_failures, started_at = coalesce(started_at, :now), updated_at = :now
where id = :id and state in ('waiting', 'running')
returning id, run, retries, payload, requested_kind, requested_id, request_id, cancel_requested, total, done, failures,
    checkpoint, result
