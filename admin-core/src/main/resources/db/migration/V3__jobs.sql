-- Background work. An id is a UUID of version 7, so that the order of ids is the order of creation.
create table job (
    id                   uuid primary key,
    kind                 text        not null,
    payload              jsonb       not null,
    state                text        not null check (state in ('waiting', 'running', 'succeeded', 'failed', 'cancelled')),
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
