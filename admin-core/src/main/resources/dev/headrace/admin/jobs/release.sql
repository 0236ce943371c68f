-- Ends a run without ending the job, which runs again when it is due.
update job set state = 'waiting', error = :error, retries = :retries, due_at = :due, updated_at = :now
where id = :id and run = :run and state = 'running'
