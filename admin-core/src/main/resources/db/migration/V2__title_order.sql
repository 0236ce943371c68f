-- The order of titles is that of the edge, whatever the database's own collation. Keys of another version of it are
-- renewed by a job; no version means that there are no keys yet, an empty key that it is missing.
alter table variant add column title_key bytea not null default '';
create table title_collation (
    only_row  boolean primary key default true check (only_row),
    version   text not null
);
insert into title_collation (version) values ('');
create index variant_by_title_key on variant (type_id, locale, title_key, entry_id) where not trashed;
create index variant_without_title_key on variant (entry_id) where title_key = '';

-- During an upgrade, a core of the former version may change titles, but not their keys.
create function clear_title_key() returns trigger language plpgsql as $$
begin
    new.title_key = '';
    return new;
end
$$;
create trigger clear_title_key before update of title on variant for each row
    when (new.title is distinct from old.title and new.title_key = old.title_key) execute function clear_title_key();
