-- A retired type keeps its row until a job has deleted all its entries; its name is free at once.
alter table content_type add column retired boolean not null default false;
alter table content_type drop constraint content_type_name_key;
create unique index content_type_by_name on content_type (name) where not retired;
