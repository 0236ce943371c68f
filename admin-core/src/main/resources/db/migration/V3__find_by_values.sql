-- The values of drafts by field, to find entries by them: those at the top level of up to 200 characters, and each
-- element of a list. Triggers derive them from variant.fields, so that no statement can forget it.
create table variant_value (
    entry_id  uuid    not null,
    locale    text    not null,
    field_id  text    not null,
    value     text    collate "C" not null,
    number    numeric,
    primary key (entry_id, locale, field_id, value),
    foreign key (entry_id, locale) references variant (entry_id, locale) on delete cascade
);
create index variant_value_by_value on variant_value (field_id, locale, value);
create index variant_value_by_number on variant_value (field_id, locale, number) where number is not null;

create function field_values(fields jsonb) returns table (field_id text, value text, number numeric)
    language sql immutable parallel safe as $$
    select distinct on (field.key, element #>> '{}') field.key, element #>> '{}',
        case jsonb_typeof(element) when 'number' then (element #>> '{}')::numeric end
    from jsonb_each(fields) field
        cross join lateral jsonb_array_elements(
            case jsonb_typeof(field.value) when 'array' then field.value else jsonb_build_array(field.value) end) element
    where jsonb_typeof(element) in ('string', 'number', 'boolean') and length(element #>> '{}') <= 200
    order by field.key, element #>> '{}', jsonb_typeof(element) = 'number' desc
$$;

create function insert_variant_values() returns trigger language plpgsql as $$
begin
    insert into variant_value (entry_id, locale, field_id, value, number)
    select v.entry_id, v.locale, f.field_id, f.value, f.number from new_variant v, field_values(v.fields) f;
    return null;
end
$$;

create function update_variant_values() returns trigger language plpgsql as $$
begin
    -- Materialized, because the values of a large entry take long to find.
    with changed as materialized (
        select v.entry_id, v.locale, v.fields
        from new_variant v join old_variant o using (entry_id, locale) where v.fields is distinct from o.fields),
    present as materialized (
        select c.entry_id, c.locale, f.field_id, f.value, f.number from changed c, field_values(c.fields) f),
    removed as (
        delete from variant_value v using changed c
        where v.entry_id = c.entry_id and v.locale = c.locale and not exists
            (select from present p where p.entry_id = v.entry_id and p.locale = v.locale
                and p.field_id = v.field_id and p.value = v.value))
    insert into variant_value (entry_id, locale, field_id, value, number)
    select entry_id, locale, field_id, value, number from present
    on conflict (entry_id, locale, field_id, value) do update set number = excluded.number
        where variant_value.number is distinct from excluded.number;
    return null;
end
$$;

create trigger insert_values after insert on variant referencing new table as new_variant
    for each statement execute function insert_variant_values();
create trigger update_values after update on variant referencing old table as old_variant new table as new_variant
    for each statement execute function update_variant_values();

insert into variant_value (entry_id, locale, field_id, value, number)
select v.entry_id, v.locale, f.field_id, f.value, f.number from variant v, field_values(v.fields) f;

-- The order of a list by publication, in which unpublished entries have a position of their own.
drop index variant_by_publication;
create index variant_by_publication on variant
    (type_id, locale, coalesce(published_at, '-infinity'::timestamptz) desc, entry_id) where not trashed;

-- Few documents fail, but a rebuild marks all.
create index projection_failing on projection (entry_id) where wanted > done and last_error is not null;
