-- Whether a kept document was rendered since for another reason than its own publication, or any document since then that
-- refers to a staged entry and so may show it.
select exists (
    select from unnest(:ids::uuid[], :locales::text[], :versions::bigint[]) as kept(entry_id, locale, version)
        join projection p using (entry_id, locale)
    where p.done <> kept.version and not exists (
        select from publish_receipt later where later.entry_id = kept.entry_id and later.locale = kept.locale
            and later.projection > kept.version)
) or exists (
    select from projection staged join publication_reference reference on reference.target_id = staged.entry_id
        join projection shows on shows.entry_id = reference.entry_id and shows.locale = reference.locale
    where staged.overlay = :overlay and shows.done > :newest)
