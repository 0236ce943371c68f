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
