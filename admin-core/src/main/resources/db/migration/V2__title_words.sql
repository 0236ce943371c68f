-- Words of titles and slugs: search lists their matches first.
create index variant_by_title_words on variant
    using gin (to_tsvector('simple', title || ' ' || coalesce(replace(slug, '-', ' '), '')));
