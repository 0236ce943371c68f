-- Whether documents that Redis may have lost, because their last write has at most the version :lost, are still to be
-- marked or rendered. Documents that have never been written are not lost; those that failed :attempts times wait for a retry.
select exists (select from types_to_mark)
    or exists (select from projection
               where wanted > done and done > 0 and done <= :lost
                 and not (attempts >= :attempts and last_error is not null and leased_until > now()))
