package dev.headrace.admin.content;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.JpaRepository;

/** All entries. */
public interface Entries extends JpaRepository<Entry, UUID> {

    Optional<Entry> findByIdAndType(UUID id, String type);

    /** The same, and nobody else changes it until the end of the transaction. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select e from Entry e where e.id = :id and e.type = :type")
    Optional<Entry> lock(UUID id, String type);

    /** The id and version of an entry that came from elsewhere. */
    record Known(UUID id, int version) {}

    @Query("""
            select new dev.headrace.admin.content.Entries$Known(e.id, e.version) from Entry e
            where e.type = :type and e.importSource = :source and e.importKey = :key""")
    Optional<Known> findImported(String type, String source, String key);
}
