-- Documents that readers get in one step, see docs/adr/0039. At most one step is in progress.
create table staging (
    only_row            boolean     primary key default true check (only_row),
    overlay             text        not null,
    state               text        not null
        check (state in ('rendering', 'beginning', 'showing', 'folding', 'returning', 'restoring', 'settling')),
    announced_millis    bigint,
    announced_sequence  bigint,
    started_at          timestamptz not null,
    check ((announced_millis is null) = (announced_sequence is null))
);

-- The overlay of documents that are staged, and of requests whose documents will be.
alter table projection add column overlay text;
create index projection_staged on projection (overlay, entry_id, locale) where overlay is not null;
create index projection_staged_dirty on projection (overlay) where overlay is not null and wanted > done;
alter table dependents_to_mark add column overlay text;

-- Named sets of publications and removals that staff compose.
create table release (
    id              uuid        primary key,
    name            text        not null,
    version         int         not null,
    state           text        not null check (state in ('open', 'publishing', 'live', 'returning', 'returned')),
    due_at          timestamptz,
    zone            text,
    requested_name  text,
    request_id      text,
    problem         text,
    created_at      timestamptz not null,
    created_by      text        not null,
    updated_at      timestamptz not null,
    updated_by      text        not null,
    published_at    timestamptz,
    published_by    text,
    live_at         timestamptz,
    returned_at     timestamptz,
    check ((due_at is null) = (zone is null) and (due_at is null) = (requested_name is null)),
    check (due_at is null or state = 'open')
);
create index release_due on release (due_at, id) where due_at is not null;
create index release_by_time on release (coalesce(due_at, published_at));
create index release_by_state on release (state, updated_at desc, id desc);
create index release_by_update on release (updated_at desc, id desc);

-- What a release does with a variant, and for a release that was published, the receipt's mark and the former state.
create table release_item (
    release_id       uuid        not null references release on delete cascade,
    entry_id         uuid        not null,
    locale           text        not null,
    action           text        not null check (action in ('publish', 'unpublish')),
    version          int,
    ending_kind      text        check (ending_kind in ('gone', 'redirect')),
    to_entry         uuid,
    to_address       text,
    added_at         timestamptz not null,
    added_by         text        not null,
    mark             bigint,
    former           jsonb,
    primary key (release_id, entry_id, locale),
    check ((action = 'publish') = (version is not null)),
    foreign key (entry_id, locale) references variant (entry_id, locale) on delete cascade
);
create index release_item_former on release_item (release_id) where former is not null;
create index release_item_by_variant on release_item (entry_id, locale);

-- For the calendar.
create index scheduled_change_by_time on scheduled_change (due_at, id) where state <> 'cancelled';
