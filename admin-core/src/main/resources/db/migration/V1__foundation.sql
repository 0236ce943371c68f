-- The schema with which migrations begin, by feature; each section needs only those above it. It is final: databases
-- are created by it, so each further change is a migration of its own.

-- People --------------------------------------------------------------------------------------------------------------

create table staff (
    id             uuid primary key,
    email          text        not null unique check (email = lower(email)),
    name           text        not null,
    password_hash  text        not null,
    role           text        not null check (role in ('administrator', 'editor')),
    created_at     timestamptz not null
);

create table access_token (
    id            uuid primary key,
    staff_id      uuid        not null references staff (id) on delete cascade,
    name          text        not null,
    hash          bytea       not null unique,
    created_at    timestamptz not null,
    expires_at    timestamptz not null,
    last_used_at  timestamptz
);

-- Sessions, as Spring Session expects them ----------------------------------------------------------------------------

create table spring_session (
    primary_id             char(36) primary key,
    session_id             char(36) not null unique,
    creation_time          bigint   not null,
    last_access_time       bigint   not null,
    max_inactive_interval  int      not null,
    expiry_time            bigint   not null,
    principal_name         varchar(100)
);
create index spring_session_by_expiry on spring_session (expiry_time);
create index spring_session_by_principal on spring_session (principal_name);

create table spring_session_attributes (
    session_primary_id  char(36)     not null references spring_session (primary_id) on delete cascade,
    attribute_name      varchar(200) not null,
    attribute_bytes     bytea        not null,
    primary key (session_primary_id, attribute_name)
);

-- Activity ------------------------------------------------------------------------------------------------------------

-- What happened: who changed what. Rows are only ever added.
create table activity (
    id              bigint generated always as identity primary key,
    at              timestamptz not null default now(),
    actor_kind      text        not null check (actor_kind in ('staff', 'token', 'job', 'system')),
    actor_id        uuid        not null,
    actor_name      text        not null,
    action          text        not null,
    subject_kind    text        not null,
    subject_id      text        not null,
    subject_locale  text,
    -- Title of the subject at that time, and the type of an entry: they name it even after it is deleted.
    subject_type    text,
    subject_title   text,
    before          jsonb,
    after           jsonb,
    request_id      text
);
create index activity_by_subject on activity (subject_kind, subject_id, id desc);
create index activity_by_actor on activity (actor_name, id desc);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'The table % is append-only.', tg_table_name using errcode = 'restrict_violation';
end
$$;
create trigger activity_append_only before update or delete or truncate on activity
    for each statement execute function refuse_change();

-- Jobs ----------------------------------------------------------------------------------------------------------------

-- Background work. An id is a UUID of version 7, so that the order of ids is the order of creation.
create table job (
    id                   uuid primary key,
    kind                 text        not null,
    payload              jsonb       not null,
    -- What it works on, for display.
    about                text,
    state                text        not null
        check (state in ('waiting', 'running', 'succeeded', 'failed', 'cancelled')),
    priority             smallint    not null,
    due_at               timestamptz not null,
    requested_kind       text        not null check (requested_kind in ('staff', 'token', 'system')),
    requested_id         uuid        not null,
    requested_name       text        not null,
    request_id           text,
    cancel_requested     boolean     not null default false,
    -- Each run increments it; a run that finds another number has lost the job to another core.
    run                  int         not null default 0,
    -- Runs since the last checkpoint that ended without a result.
    retries              int         not null default 0,
    total                bigint,
    done                 bigint      not null default 0,
    failures             bigint      not null default 0,
    checkpoint           jsonb,
    checkpoint_done      bigint      not null default 0,
    checkpoint_failures  bigint      not null default 0,
    result               jsonb,
    error                text,
    created_at           timestamptz not null,
    started_at           timestamptz,
    finished_at          timestamptz,
    updated_at           timestamptz not null
);
create index job_by_requester on job (requested_name, id desc);
create index job_by_state on job (state, id desc) where state in ('waiting', 'running');
create index job_by_finish on job (finished_at) where finished_at is not null;

-- The first failures of a job, numbered from 1; job.failures counts the others too.
create table job_failure (
    job_id   uuid not null references job (id) on delete cascade,
    number   int  not null,
    item     text not null,
    message  text not null,
    primary key (job_id, number)
);

-- Which core runs which job, as db-scheduler expects it. A row goes when its job has ended.
create table scheduled_tasks (
    task_name             text        not null,
    task_instance         text        not null,
    task_data             bytea,
    execution_time        timestamptz not null,
    picked                boolean     not null,
    picked_by             text,
    last_success          timestamptz,
    last_failure          timestamptz,
    consecutive_failures  int,
    last_heartbeat        timestamptz,
    version               bigint      not null,
    priority              smallint,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_by_time on scheduled_tasks (execution_time);
create index scheduled_tasks_by_heartbeat on scheduled_tasks (last_heartbeat);
create index scheduled_tasks_by_priority on scheduled_tasks (priority desc, execution_time);

-- The model -----------------------------------------------------------------------------------------------------------

-- One row, which changes with the model and in its transaction. Locales are an array, the default one first; empty
-- means that the model names none.
create table model (
    only_row  boolean primary key default true check (only_row),
    version   bigint not null,
    locales   json   not null default '[]'
);
insert into model (version) values (0);

-- Ids of types, blocks and fields: an id is never used again.
create sequence model_id;

-- json, not jsonb: the order of fields is part of a definition. A retired type keeps its row until a job has deleted
-- all its entries; its name can be used again immediately.
create table content_type (
    id          text    primary key,
    name        text    not null,
    definition  json    not null,
    position    int     not null,
    retired     boolean not null default false
);
create unique index content_type_by_name on content_type (name) where not retired;

-- Content -------------------------------------------------------------------------------------------------------------

create table entry (
    id             uuid primary key,
    type_id        text        not null references content_type (id),
    import_source  text,
    import_key     text,
    created_at     timestamptz not null,
    created_by     text        not null,
    trashed_at     timestamptz
);
create index entry_by_type on entry (type_id);
create index entry_by_creation on entry (type_id, created_at desc, id);
create index entry_by_trashing on entry (trashed_at) where trashed_at is not null;
create unique index entry_by_import on entry (type_id, import_source, import_key) where import_key is not null;

-- An entry in one locale: the draft, and what is known of its publication. Values are keyed by field ids. Fields that
-- are not localized have the same value in all variants of an entry. The words by which it is found are separated by
-- spaces; title_words are those of title and slug, words those of all texts.
create table variant (
    entry_id           uuid        not null references entry (id) on delete cascade,
    locale             text        not null,
    type_id            text        not null,
    title              text        not null,
    slug               text,
    fields             jsonb       not null,
    title_words        text        not null default '',
    words              text        not null default '',
    version            int         not null,
    published_version  int,
    changed            boolean     not null default false,
    published_at       timestamptz,
    unpublished_at     timestamptz,
    trashed            boolean     not null default false,
    updated_at         timestamptz not null,
    updated_by         text        not null,
    status             text        not null generated always as
        (case when trashed then 'trashed' when published_version is not null and changed then 'changed'
            when published_version is not null then 'published' when unpublished_at is not null then 'unpublished'
            else 'draft' end) stored,
    title_search       tsvector    not null generated always as
        (array_to_tsvector(string_to_array(title_words, ' '))) stored,
    search             tsvector    not null generated always as
        (array_to_tsvector(string_to_array(words, ' '))) stored,
    primary key (entry_id, locale)
);
create index variant_by_update on variant (type_id, locale, updated_at desc, entry_id) where not trashed;
create index variant_by_status on variant (type_id, locale, status, updated_at desc, entry_id);
create index variant_by_publication on variant (type_id, locale, published_at desc nulls last, entry_id)
    where not trashed;
create index variant_by_title on variant (type_id, locale, left(lower(title), 200), entry_id) where not trashed;
create index variant_by_slug on variant (type_id, locale, slug);
create index variant_by_title_search on variant using gin (title_search);
create index variant_by_search on variant using gin (search);

-- Every draft that was saved, with all values that it had.
create table revision (
    entry_id    uuid        not null,
    locale      text        not null,
    number      int         not null,
    fields      jsonb       not null,
    created_at  timestamptz not null,
    created_by  text        not null,
    primary key (entry_id, locale, number),
    foreign key (entry_id, locale) references variant (entry_id, locale) on delete cascade
);

-- Which entries a draft refers to.
create table entry_reference (
    entry_id   uuid not null,
    locale     text not null,
    field_id   text not null,
    target_id  uuid not null references entry (id),
    primary key (entry_id, locale, field_id, target_id),
    foreign key (entry_id, locale) references variant (entry_id, locale) on delete cascade
);
create index entry_reference_by_target on entry_reference (target_id, entry_id, locale);

-- The one entry that uses a value of a unique field, in drafts or publications. The scope is the locale if the field is
-- localized, else empty. Values are stored as their keys. The reference is checked at commit, because the slug of a new entry
-- is claimed before its row is inserted.
create table unique_value (
    field_id  text not null,
    scope     text not null,
    value     text not null,
    entry_id  uuid not null references entry (id) on delete cascade deferrable initially deferred,
    primary key (field_id, scope, value)
);
create index unique_value_by_entry on unique_value (entry_id);

-- Where an entry uses its unique values. A value that is used nowhere is released.
create table unique_use (
    entry_id  uuid not null,
    locale    text not null,
    holder    text not null check (holder in ('draft', 'publication')),
    field_id  text not null,
    scope     text not null,
    value     text not null,
    primary key (entry_id, locale, holder, field_id, scope, value),
    foreign key (entry_id, locale) references variant (entry_id, locale) on delete cascade
);

-- Publications --------------------------------------------------------------------------------------------------------

-- The row itself is the state: the variant is published with these values.
create table publication (
    entry_id            uuid        not null,
    locale              text        not null,
    type_id             text        not null,
    version             int         not null,
    slug                text,
    fields              jsonb       not null,
    first_published_at  timestamptz not null,
    published_at        timestamptz not null,
    primary key (entry_id, locale),
    foreign key (entry_id, locale) references variant (entry_id, locale) on delete cascade
);
create index publication_by_type on publication (type_id, entry_id);
create index publication_by_slug on publication (type_id, slug, locale);

create table publication_reference (
    entry_id   uuid not null,
    locale     text not null,
    target_id  uuid not null,
    primary key (entry_id, locale, target_id),
    foreign key (entry_id, locale) references publication (entry_id, locale) on delete cascade
);
create index publication_reference_by_target on publication_reference (target_id, entry_id, locale);

-- A change is announced to the edges at a position in a stream; an edge that has read so far has seen it.
create table publish_receipt (
    entry_id            uuid        not null,
    locale              text        not null,
    projection          bigint      not null,
    action              text        not null check (action in ('publish', 'unpublish')),
    version             int         not null,
    requested_at        timestamptz not null,
    rendered_at         timestamptz,
    stored_at           timestamptz,
    announced_millis    bigint,
    announced_sequence  bigint,
    seen_at             timestamptz,
    edges               int,
    dependents          int         not null default 0,
    primary key (entry_id, locale, projection)
);
create index publish_receipt_unseen on publish_receipt (announced_millis, announced_sequence)
    where stored_at is not null and edges is null;
create index publish_receipt_by_age on publish_receipt (requested_at);

-- Documents for the edge ----------------------------------------------------------------------------------------------

-- One sequence for all documents, so that versions of two entries that had the same slug can be compared as well.
create sequence projection_version;

-- The documents that the edge should have (wanted) and has (done): one for each entry and locale that may serve it, by
-- itself or by a fallback. No foreign key: what is deleted must still be removed from the edge. The slug is the one
-- that the document had when it was last marked; views are those that the edge may have frames of. The lowest priority
-- number is rendered first: 0 for what staff published, 1 for what depends on it, 2 for model changes and rebuilds.
create table projection (
    entry_id      uuid        not null,
    locale        text        not null,
    type          text        not null,
    wanted        bigint      not null,
    done          bigint      not null default 0,
    done_at       timestamptz,
    priority      smallint    not null default 0,
    dirty_since   timestamptz not null,
    slug          text,
    views         text[]      not null default '{}',
    leased_until  timestamptz,
    attempts      int         not null default 0,
    last_error    text,
    primary key (entry_id, locale)
);
create index projection_dirty on projection (priority, dirty_since) where wanted > done;
create index projection_by_type on projection (type, entry_id, locale);
create index projection_by_completion on projection (done_at);
create index projection_by_slug on projection (type, locale, slug) where slug is not null;

-- Slugs that documents gave up, with the version of the mark that did it: another document that takes such a slug later
-- has a higher one.
create table given_up_slug (
    entry_id      uuid        not null,
    locale        text        not null,
    slug          text        not null,
    version       bigint      not null,
    given_up_at   timestamptz not null default now(),
    primary key (entry_id, locale, slug)
);

-- Entries whose publication changed, and whose dependents still have to be marked, in order of entry and locale. The
-- level says how many references lead from a dependent to the entry that changed first.
create table dependents_to_mark (
    target_id      uuid     not null,
    level          smallint not null,
    after_entry    uuid,
    after_locale   text,
    requested_by   uuid,
    requested      bigint   not null,
    primary key (target_id, level)
);

-- Types whose published documents still have to be marked, because the model changed or the edge's data is rebuilt, in
-- order of entry.
create table types_to_mark (
    type          text primary key,
    after_entry   uuid,
    requested_at  timestamptz not null
);

-- The epoch of the contents of Redis, see RedisKeys.EPOCH, and the server process that holds them.
create table edge_epoch (
    only_row  boolean primary key default true check (only_row),
    epoch     text not null,
    server    text not null
);

-- Imports -------------------------------------------------------------------------------------------------------------

-- The id is also the id of the job, which starts once all files are uploaded.
create table import (
    id            uuid primary key,
    type          text        not null,
    source        text        not null,
    publish       boolean     not null,
    dry_run       boolean     not null,
    requested_by  text        not null,
    files         int         not null default 0,
    bytes         bigint      not null default 0,
    started       boolean     not null default false,
    -- Whether the contents of all files are deleted: each is deleted when its file is imported.
    cleared       boolean     not null default false,
    updated_at    timestamptz not null
);
create index import_by_update on import (started, updated_at);

-- Numbered from 0 in the order in which they are imported. The outcome is null until then; details are notes, ignored
-- keys, further entries that were created, and errors.
create table import_file (
    import_id  uuid not null references import (id) on delete cascade,
    number     int  not null,
    path       text not null,
    -- Identifies the entry in later imports; null until the file is imported.
    key        text,
    content    bytea,
    outcome    text check (outcome in ('created', 'changed', 'unchanged', 'failed')),
    entry_id   uuid,
    details    json,
    primary key (import_id, number)
);
create index import_file_by_effect on import_file (import_id, number) where outcome <> 'unchanged';
-- Two files of one import must not have one key.
create index import_file_by_key on import_file (import_id, key) where key is not null;

-- What the last import gave an entry, by field id, as short hashes, and the version that its draft then had. A field whose
-- hash is the same is left as staff have it; a draft with another version has been edited since.
create table imported_entry (
    entry_id  uuid  primary key references entry (id) on delete cascade,
    given     jsonb not null,
    version   int   not null
);

-- Interactions --------------------------------------------------------------------------------------------------------

-- Content is known by its entry's id alone. A reaction that was removed keeps its row, so that an older event arriving
-- late changes nothing. The value before the last change stands beside it, so that an upsert can answer by how much the
-- tally changes.
create table reaction (
    entry_id  uuid    not null,
    kind      text    not null,
    actor     text    not null,
    is_set    boolean not null,
    was_set   boolean not null,
    clock     bigint  not null,
    primary key (entry_id, kind, actor)
);

create sequence tally_version;

create table tally (
    entry_id  uuid   not null,
    metric    text   not null,
    value     bigint not null,
    version   bigint not null,
    primary key (entry_id, metric)
);

-- Ids of events that were applied. The day is the one that the id carries; ids without a time have 1970-01-01 and are
-- in the default partition. Other rows are refused there: they would prevent the partition of their day from being
-- made, and the check saves a search for them whenever one is made.
create table inbox (
    event_id     uuid        not null,
    day          date        not null,
    received_at  timestamptz not null default now(),
    primary key (event_id, day)
) partition by range (day);
create table inbox_timeless partition of inbox (
    constraint inbox_timeless_only check (day = '1970-01-01')
) default;
create index inbox_timeless_by_receipt on inbox_timeless using brin (received_at);

-- Events, and whole messages, that could not be applied. The body is always a complete message, so that it can be
-- applied again; a single event is stored as a message with only that event.
create table dead_event (
    id           bigint generated always as identity primary key,
    event_id     uuid        not null unique,
    state        text        not null check (state in ('parked', 'rejected')),
    body         text        not null,
    reason       text        not null,
    received_at  timestamptz not null default now()
);

-- Purged entries, so that events for them that arrive later are not applied. Kept for longer than events are accepted.
create table purged_entry (
    entry_id   uuid        primary key,
    purged_at  timestamptz not null default now()
);
create index purged_entry_by_time on purged_entry (purged_at);
