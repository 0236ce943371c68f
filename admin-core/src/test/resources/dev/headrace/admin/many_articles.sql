-- Copies the entry :template :count times, with a different title, slug and number of stars, and adds rows to the other
-- tables for each copy.
create temporary table copy as
select number, ('01890000-0000-7000-8000-' || lpad(to_hex(number), 12, '0'))::uuid as id,
    ('01890000-0001-7000-8000-' || lpad(to_hex(number), 12, '0'))::uuid as other, :template::uuid as template
from generate_series(1, :count) number;

insert into entry (id, type_id, created_at, created_by)
select c.id, e.type_id, e.created_at - c.number * interval '1 minute', e.created_by
from copy c join entry e on e.id = c.template;

insert into variant (entry_id, locale, type_id, title, title_key, slug, fields, title_words, words, version,
    published_version, published_at, updated_at, updated_by)
select c.id, v.locale, v.type_id, replace(v.title, '99999', c.number::text), v.title_key || int4send(c.number),
    replace(v.slug, '99999', c.number::text), replace(v.fields::text, '99999', c.number::text)::jsonb,
    replace(v.title_words, '99999', c.number::text), replace(v.words, '99999', c.number::text), v.version,
    v.published_version, v.published_at - c.number * interval '1 minute', v.updated_at - c.number * interval '1 minute',
    v.updated_by
from copy c join variant v on v.entry_id = c.template;

insert into revision (entry_id, locale, number, fields, created_at, created_by)
select c.id, r.locale, r.number, replace(r.fields::text, '99999', c.number::text)::jsonb, r.created_at, r.created_by
from copy c join revision r on r.entry_id = c.template;

insert into entry_reference (entry_id, locale, field_id, target_id)
select c.id, r.locale, r.field_id, r.target_id from copy c join entry_reference r on r.entry_id = c.template;

insert into unique_value (field_id, scope, value, entry_id)
select u.field_id, u.scope, replace(u.value, '99999', c.number::text), c.id
from copy c join unique_value u on u.entry_id = c.template;

insert into unique_use (entry_id, locale, holder, field_id, scope, value)
select c.id, u.locale, u.holder, u.field_id, u.scope, replace(u.value, '99999', c.number::text)
from copy c join unique_use u on u.entry_id = c.template;

insert into publication (entry_id, locale, type_id, version, slug, fields, first_published_at, published_at)
select c.id, p.locale, p.type_id, p.version, replace(p.slug, '99999', c.number::text),
    replace(p.fields::text, '99999', c.number::text)::jsonb, p.first_published_at, p.published_at
from copy c join publication p on p.entry_id = c.template;

insert into publication_reference (entry_id, locale, target_id)
select c.id, r.locale, r.target_id from copy c join publication_reference r on r.entry_id = c.template;

insert into projection (entry_id, locale, type, wanted, done, done_at, dirty_since, slug, views)
select c.id, p.locale, p.type, p.wanted, p.done, p.done_at, p.dirty_since, replace(p.slug, '99999', c.number::text),
    p.views
from copy c join projection p on p.entry_id = c.template;

insert into publish_receipt (entry_id, locale, projection, action, version, requested_at, rendered_at, stored_at,
    announced_millis, announced_sequence, seen_at, edges)
select c.id, 'en', 1, 'publish', 1, now(), now(), now(), 1, 0, now(), 1 from copy c;

insert into scheduled_change (id, entry_id, locale, action, version, due_at, zone, state, requested_name, created_at,
    ended_at)
select c.other, c.id, 'en', 'publish', 1, timestamptz '2034-01-01 00:00Z' + c.number * interval '1 s', 'UTC',
    case c.number % 2 when 0 then 'pending' else 'done' end, 'nobody', now(),
    case c.number % 2 when 0 then null else now() + c.number * interval '1 s' end
from copy c;

insert into activity (actor_kind, actor_id, actor_name, action, subject_kind, subject_id, subject_locale, subject_type,
    subject_title)
select a.actor_kind, a.actor_id, a.actor_name, a.action, a.subject_kind, c.id::text, a.subject_locale, a.subject_type,
    a.subject_title
from copy c join activity a on a.subject_id = c.template::text and a.action = 'entry.create';

insert into imported_entry (entry_id, given, version) select id, '{}', 1 from copy;

insert into tally (entry_id, metric, value, version) select id, 'views', number, number from copy;

insert into reaction (entry_id, kind, actor, is_set, was_set, clock)
select id, 'like', 'user-' || number, true, false, number from copy;

insert into dead_event (event_id, state, body, reason) select id, 'parked', '{}', 'unknown kind' from copy;

insert into purged_entry (entry_id) select other from copy;

insert into inbox (event_id, day) select other, '1970-01-01' from copy;

insert into job (id, kind, payload, state, priority, due_at, requested_kind, requested_id, requested_name, created_at,
    started_at, finished_at, updated_at)
select other, 'rebuild', '{}', 'succeeded', 0, now(), 'system', other, 'system', now(), now(), now(), now() from copy;

insert into import (id, type, source, publish, dry_run, requested_by, started, cleared, updated_at)
select other, 'article', 'source', false, false, 'nobody', true, true, now() from copy;

insert into import_file (import_id, number, path, outcome, entry_id, details)
select '01890000-0001-7000-8000-000000000001', number, number || '.md', 'created', id,
    '{"notes": [], "ignored": [], "related": [], "errors": []}' from copy;

drop table copy;
