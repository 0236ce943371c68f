-- Entries that were deleted for good: events for them that arrive later are not applied. Kept as long as the inbox knows
-- ids of events.
create table purged_entry (
    entry_id   uuid        primary key,
    purged_at  timestamptz not null default now()
);
create index purged_entry_by_time on purged_entry (purged_at);
