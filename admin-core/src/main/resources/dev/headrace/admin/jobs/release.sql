-- Ends a run but not the job, which runs again when due.
update job set state = 'waiting', error = :error, retries = :retries, due_at = :due, updated_at = :now
where id = :id and run = :run and state = 'running'
