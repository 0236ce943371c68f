update job set state = :state, error = :error, finished_at = :now, updated_at = :now
where id = :id and run = :run and state = 'running'
