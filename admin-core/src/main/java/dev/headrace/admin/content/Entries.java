package dev.headrace.admin.content;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/**
 * Repository of entries for the verbs, which lock them first (see {@link LockEntries}); everything else reads them
 * through {@link EntryReads} or {@code finding}.
 */
interface Entries extends Repository<Entry, UUID> {

    Entry save(Entry entry);

    void flush();

    void delete(Entry entry);

    /** The entries with their variants. */
    @Query("select distinct e from Entry e left join fetch e.variants where e.id in :ids order by e.id")
    List<Entry> findWithVariants(Collection<UUID> ids);

    /** The id of an imported entry. */
    @Query("""
            select e.id from Entry e where e.typeId = :typeId and e.importSource = :source and e.importKey = :key""")
    Optional<UUID> findImported(String typeId, String source, String key);
}
