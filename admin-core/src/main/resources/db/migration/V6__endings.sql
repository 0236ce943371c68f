-- How a variant was unpublished, unless readers simply get "not found": gone for good, or replaced by another entry or by
-- what is at an address. The row exists until the variant is published again or its entry is trashed.
create table ending (
    entry_id    uuid        not null,
    locale      text        not null,
    type_id     text        not null,
    kind        text        not null check (kind in ('gone', 'redirect')),
    to_entry    uuid,
    to_address  text,
    created_at  timestamptz not null,
    primary key (entry_id, locale),
    check (num_nonnulls(to_entry, to_address) = case when kind = 'redirect' then 1 else 0 end),
    foreign key (entry_id, locale) references variant (entry_id, locale) on delete cascade
);
create index ending_by_target on ending (to_entry, entry_id, locale) where to_entry is not null;

-- How a scheduled removal will end the publication; null for "not found".
alter table scheduled_change
    add column ending_kind text check (ending_kind in ('gone', 'redirect')),
    add column to_entry uuid,
    add column to_address text;

-- A former slug leads to the document that gave it up last, so it has one row for each type and locale, and none while
-- a document owns it.
create index given_up_slug_by_slug on given_up_slug (slug, locale);
delete from given_up_slug given using projection former
where former.entry_id = given.entry_id and former.locale = given.locale and (
    exists (select from projection owner
        where owner.type = former.type and owner.locale = given.locale and owner.slug = given.slug)
    or exists (select from given_up_slug later join projection other using (entry_id, locale)
        where other.type = former.type and later.locale = given.locale and later.slug = given.slug
            and later.version > given.version));

-- A publication that is withdrawn stays readable, with a notice.
alter table publication
    add column withdrawn_at timestamptz,
    add column withdrawn_notice text,
    add check ((withdrawn_at is null) = (withdrawn_notice is null));

-- Redirects of paths of the site, and the version of all of them together. Paths are compared by bytes, as at the edge.
create table redirect (
    path        text        collate "C" primary key,
    target      text,
    status      int         not null check (status in (301, 302, 307, 308, 410)),
    updated_at  timestamptz not null,
    updated_by  text        not null,
    check ((status = 410) = (target is null))
);
create table redirect_table (
    only_row  boolean primary key default true check (only_row),
    version   bigint  not null
);
insert into redirect_table (version) values (0);
