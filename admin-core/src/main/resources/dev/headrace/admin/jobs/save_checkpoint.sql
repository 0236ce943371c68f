update job set total = :total, done = :done, failures = :failures, result = :result::jsonb, updated_at = :now,
    checkpoint = :checkpoint::jsonb, checkpoint_done = :done, checkpoint_failures = :failures, retries = 0
where id = :id and run = :run and state = 'running'
returning cancel_requested
