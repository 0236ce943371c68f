-- Publications that staff have planned for a variant, and removals. Rows are kept for a while after they have ended.
create table scheduled_change (
    id              uuid        primary key,
    entry_id        uuid        not null,
    locale          text        not null,
    action          text        not null check (action in ('publish', 'unpublish')),
    version         int,
    due_at          timestamptz not null,
    zone            text        not null,
    state           text        not null check (state in ('pending', 'done', 'cancelled', 'failed')),
    problem         text,
    requested_name  text        not null,
    request_id      text,
    created_at      timestamptz not null,
    ended_at        timestamptz,
    check ((action = 'publish') = (version is not null)),
    check ((state = 'pending') = (ended_at is null)),
    foreign key (entry_id, locale) references variant (entry_id, locale) on delete cascade
);
create unique index scheduled_change_pending on scheduled_change (entry_id, locale, due_at) where state = 'pending';
create index scheduled_change_due on scheduled_change (due_at, id) where state = 'pending';
create index scheduled_change_ended on scheduled_change (ended_at desc, id desc) where state <> 'pending';
create index scheduled_change_by_entry on scheduled_change (entry_id);

-- The time of the next scheduled publication; a variant that is not published has the status "scheduled" then.
alter table variant add column scheduled_at timestamptz;
alter table variant drop column status;
alter table variant add column status text not null generated always as
    (case when trashed then 'trashed' when published_version is not null and changed then 'changed'
        when published_version is not null then 'published' when scheduled_at is not null then 'scheduled'
        when unpublished_at is not null then 'unpublished' else 'draft' end) stored;
create index variant_by_status on variant (type_id, locale, status, updated_at desc, entry_id);
