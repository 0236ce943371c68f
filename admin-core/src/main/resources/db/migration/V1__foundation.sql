-- The model ----------------------------------------------------------------------------------------------------------

-- One row, which changes with the model and in its transaction.
create table model (
    only_row  boolean primary key default true check (only_row),
    version   bigint not null
);
insert into model (version) values (0);

-- json, not jsonb: the order of fields is part of a definition.
create table content_type (
    name        text primary key,
    definition  json not null,
    position    int  not null
);

-- Content ------------------------------------------------------------------------------------------------------------

create table entry (
    id                 uuid primary key,
    type               text        not null references content_type (name),
    title              text        not null,
    slug               text,
    fields             jsonb       not null,
    version            int         not null,
    published_version  int,
    published_at       timestamptz,
    unpublished_at     timestamptz,
    import_source      text,
    import_key         text,
    created_at         timestamptz not null,
    created_by         text        not null,
    updated_at         timestamptz not null,
    updated_by         text        not null,
    status             text        not null generated always as
        (case when published_version = version then 'published' when published_version is not null then 'changed'
            when unpublished_at is not null then 'unpublished' else 'draft' end) stored,
    search             tsvector    not null generated always as
        (to_tsvector('simple', title || ' ' || coalesce(replace(slug, '-', ' '), ''))) stored
);
create index entry_by_update on entry (type, updated_at desc, id);
create index entry_by_status on entry (type, status, updated_at desc, id);
create index entry_by_publication on entry (type, published_at desc nulls last, id);
create index entry_by_title on entry (type, left(lower(title), 200), id);
create index entry_by_search on entry using gin (search);
create unique index entry_by_import on entry (type, import_source, import_key) where import_key is not null;

create table revision (
    entry_id    uuid        not null references entry (id) on delete cascade,
    number      int         not null,
    fields      jsonb       not null,
    created_at  timestamptz not null,
    created_by  text        not null,
    primary key (entry_id, number)
);

-- Which entries a draft points at.
create table entry_reference (
    entry_id   uuid not null references entry (id) on delete cascade,
    field      text not null,
    target_id  uuid not null references entry (id),
    primary key (entry_id, field, target_id)
);
create index entry_reference_by_target on entry_reference (target_id);

-- What stands for a value in an index, which holds no long ones.
create function unique_key(value text) returns text language sql stable as $$
    select case when length(value) <= 200 then value
        else left(value, 100) || ' ' || encode(sha256(convert_to(value, 'UTF8')), 'hex') end
$$;

-- A value of a unique field belongs to the entry that uses it in its draft, in its publication or in both. Values are
-- kept by their keys.
create table unique_value (
    type            text    not null,
    field           text    not null,
    value           text    not null,
    entry_id        uuid    not null references entry (id) on delete cascade,
    in_draft        boolean not null,
    in_publication  boolean not null default false,
    primary key (type, field, value),
    check (in_draft or in_publication)
);
create index unique_value_by_entry on unique_value (entry_id);

-- Publishing ---------------------------------------------------------------------------------------------------------

-- A row that exists is the state: the entry is published, with these fields.
create table publication (
    entry_id            uuid primary key references entry (id) on delete cascade,
    type                text        not null,
    version             int         not null,
    slug                text,
    fields              jsonb       not null,
    first_published_at  timestamptz not null,
    published_at        timestamptz not null,
    published_by        text        not null
);
create index publication_by_type on publication (type, entry_id);

create table publication_reference (
    entry_id   uuid not null references publication (entry_id) on delete cascade,
    target_id  uuid not null,
    primary key (entry_id, target_id)
);
create index publication_reference_by_target on publication_reference (target_id, entry_id);

-- One sequence for all entries, so that versions of two entries that bore the same slug can be compared as well.
create sequence projection_version;

-- What the edge should have (wanted) and has (done). No foreign key: what is deleted must still be taken back. The slug
-- is the publication's when the document was last marked; views are those that the edge may have frames of.
create table projection (
    entry_id      uuid primary key,
    type          text        not null,
    wanted        bigint      not null,
    done          bigint      not null default 0,
    done_at       timestamptz,
    dirty_since   timestamptz not null,
    slug          text,
    views         text[]      not null default '{}',
    leased_until  timestamptz,
    attempts      int         not null default 0,
    last_error    text
);
create index projection_dirty on projection (dirty_since) where wanted > done;

-- Slugs that documents gave up, with the version of the mark that did it: another document that takes such a slug later
-- has a higher one.
create table given_up_slug (
    entry_id      uuid,
    slug          text,
    version       bigint      not null,
    given_up_at   timestamptz not null default now(),
    primary key (entry_id, slug)
);

-- Dependents still to be marked, because what they embed has changed: those after the given entry, in order of id.
create table dependents_to_mark (
    target_id   uuid primary key,
    after_id    uuid,
    requested   bigint not null
);

-- A change is announced to the edges at a place in a stream; those that have read so far have seen it.
create table publish_receipt (
    entry_id            uuid        not null,
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
    primary key (entry_id, projection)
);
create index publish_receipt_unseen on publish_receipt (announced_millis, announced_sequence)
    where stored_at is not null and edges is null;

-- The name of what Redis holds, see RedisKeys.EPOCH, and the process that holds it.
create table edge_epoch (
    only_row  boolean primary key default true check (only_row),
    epoch     text not null,
    server    text not null
);

-- Interactions -------------------------------------------------------------------------------------------------------

-- A reaction that was taken back keeps its row, so that an older event arriving late changes nothing. What it was
-- before its last change stands beside it: an upsert can thus answer by how much the tally changes.
create table reaction (
    target_id  uuid    not null,
    kind       text    not null,
    user_id    text    not null,
    type       text    not null,
    stands     boolean not null,
    stood      boolean not null,
    clock      bigint  not null,
    primary key (target_id, kind, user_id)
);

create sequence tally_version;

create table tally (
    target_id  uuid   not null,
    metric     text   not null,
    type       text   not null,
    value      bigint not null,
    version    bigint not null,
    primary key (target_id, metric)
);

-- Ids of events that were applied. The day is the one that the id carries; ids without a time have 1970-01-01 and stay
-- in the default partition. What else would lie there is refused: it would stand in the way of its day's partition, and
-- the check spares looking for it whenever one is made.
create table inbox (
    event_id     uuid        not null,
    day          date        not null,
    received_at  timestamptz not null default now(),
    primary key (event_id, day)
) partition by range (day);
create table inbox_timeless partition of inbox (check (day = '1970-01-01')) default;
create index inbox_timeless_by_receipt on inbox_timeless using brin (received_at);

-- What could not be applied, waiting for somebody to look at it.
create table dead_event (
    id           bigint generated always as identity primary key,
    event_id     uuid        not null unique,
    body         text        not null,
    reason       text        not null,
    received_at  timestamptz not null default now()
);

-- People -------------------------------------------------------------------------------------------------------------

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

create table audit_event (
    id       bigint generated always as identity primary key,
    at       timestamptz not null default now(),
    actor    text        not null,
    action   text        not null,
    subject  text        not null,
    detail   text
);
create index audit_event_by_subject on audit_event (subject, at desc);

-- Sessions, as Spring Session expects them ---------------------------------------------------------------------------

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
