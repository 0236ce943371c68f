-- Lists by the time of creation, and places of use in the order of entries: neither sorts all there is.
create index entry_by_creation on entry (type_id, created_at desc, id);
create index entry_reference_by_target_and_entry on entry_reference (target_id, entry_id, locale);
drop index entry_reference_by_target;
