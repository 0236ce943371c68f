-- Indexes for pages that would otherwise read whole tables.
create index activity_by_action on activity (action, id desc);
create index activity_by_actor_and_action on activity (actor_name, action, id desc);
create index job_by_kind on job (kind, id desc);
create index import_file_by_outcome on import_file (import_id, outcome, number);
create index dead_event_parked on dead_event (id) where state = 'parked';

-- The trigger was for cores from before V2, which write no keys and were never released. It also cleared keys that were
-- right: an edit after the first 100 characters of a title does not change its key.
drop trigger clear_title_key on variant;
drop function clear_title_key();
