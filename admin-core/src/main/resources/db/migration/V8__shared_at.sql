-- The table of variants comes first, as in a core of the former version that publishes meanwhile.

-- The status becomes a plain column that a trigger sets, so that a further status does not rewrite the table.
alter table variant alter column status drop expression;
create function set_variant_status() returns trigger language plpgsql as $$
begin
    new.status := case when new.trashed then 'trashed'
        when new.published_version is not null and new.changed then 'changed'
        when new.published_version is not null then 'published'
        when new.scheduled_at is not null then 'scheduled'
        when new.unpublished_at is not null then 'unpublished'
        else 'draft' end;
    return new;
end $$;
create trigger set_variant_status before insert or update on variant
    for each row execute function set_variant_status();

-- When the shared values of a publication were saved; equal in all publications of an entry. A scheduled revision that was
-- saved before then does not replace them. Cores of the former version do not set it.
alter table publication add column shared_at timestamptz not null default now();
update publication p set shared_at = saved.at
from (select published.entry_id, coalesce(max(revision.created_at), max(published.published_at)) as at
      from publication published left join revision on revision.entry_id = published.entry_id
          and revision.locale = published.locale and revision.number = published.version
      group by published.entry_id) as saved
where saved.entry_id = p.entry_id;
