-- Makes a failed job wait again; it continues from its checkpoint.
update job set state = 'waiting', error = null, retries = 0, finished_at = null, due_at = :now, updated_at = :now
where id = :id and state = 'failed'
