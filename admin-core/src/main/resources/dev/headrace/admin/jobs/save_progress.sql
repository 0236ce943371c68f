update job set total = :total, done = :done, failures = :failures, result = :result::jsonb, updated_at = :now
where id = :id and run = :run and state = 'running'
returning cancel_requested
