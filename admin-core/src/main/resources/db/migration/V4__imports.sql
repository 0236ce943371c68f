-- Imports. The id is also the id of the job, which starts once all files are uploaded.
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

-- Numbered from 0 in the order in which they are imported. The outcome is null until then; details are notes, ignored keys,
-- further entries that were created, and errors.
create table import_file (
    import_id  uuid not null references import (id) on delete cascade,
    number     int  not null,
    path       text not null,
    content    bytea,
    outcome    text check (outcome in ('created', 'changed', 'unchanged', 'failed')),
    entry_id   uuid,
    details    json,
    primary key (import_id, number)
);
create index import_file_by_effect on import_file (import_id, number) where outcome <> 'unchanged';
