-- What activities and jobs were about, in columns: an activity names its entry even after that is purged.
alter table activity add column subject_type text, add column subject_title text;

-- The log stays append-only: only the new columns of its rows are filled.
alter table activity disable trigger activity_append_only;

update activity a set (subject_type, subject_title) = (
    select t.name, left(v.title, 1000)
    from entry e join content_type t on t.id = e.type_id join variant v on v.entry_id = e.id
    where e.id = a.subject_id::uuid
    order by v.locale = a.subject_locale desc nulls last, v.locale limit 1)
where subject_kind = 'entry';

update activity a set subject_type = purged.before ->> '_type', subject_title = left(purged.before ->> '_title', 1000)
from (
    select distinct on (subject_id) subject_id, before from activity
    where subject_kind = 'entry' and action = 'entry.purge' order by subject_id, id desc
) purged
where a.subject_kind = 'entry' and a.subject_id = purged.subject_id and a.subject_type is null;

alter table activity enable trigger activity_append_only;

alter table job add column about text;
update job set about = payload ->> 'about', payload = payload - 'about' where payload ->> 'about' is not null;
