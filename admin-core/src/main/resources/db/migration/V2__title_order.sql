-- The order of titles is that of the edge, whatever the database's own collation. Keys of another version of it are
-- renewed by a job; no version means that there are no keys yet.
alter table variant add column title_key bytea not null default '';
create table title_collation (
    only_row  boolean primary key default true check (only_row),
    version   text not null
);
insert into title_collation (version) values ('');
create index variant_by_title_key on variant (type_id, locale, title_key, entry_id) where not trashed;
