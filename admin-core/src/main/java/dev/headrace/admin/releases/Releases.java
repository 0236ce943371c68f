package dev.headrace.admin.releases;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All releases. */
interface Releases extends Repository<Release, UUID> {

    Optional<Release> findById(UUID id);

    /** Locked until the end of the transaction. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select release from Release release where release.id = :id")
    Optional<Release> lock(UUID id);

    Release save(Release release);

    void delete(Release release);

    long countByState(Release.State state);

    /** The first release that is due, by its time. */
    @Query("select release from Release release where release.dueAt <= :now order by release.dueAt, release.id")
    List<Release> due(Instant now, Limit limit);

    /** Releases in the order of their last changes, the latest first. */
    @Query("select release from Release release order by release.updatedAt desc, release.id desc")
    List<Release> latest(Limit limit);

    @Query("""
            select release from Release release
            where release.updatedAt < :time or (release.updatedAt = :time and release.id < :id)
            order by release.updatedAt desc, release.id desc""")
    List<Release> latestAfter(Instant time, UUID id, Limit limit);

    /** Those that are scheduled for, or were published in, a time. */
    @Query("""
            select release from Release release
            where coalesce(release.dueAt, release.publishedAt) >= :from
                and coalesce(release.dueAt, release.publishedAt) < :until
            order by coalesce(release.dueAt, release.publishedAt), release.id""")
    List<Release> between(Instant from, Instant until, Limit limit);

    /** Open ones. */
    @Query("select release from Release release where release.state = 'open' order by release.updatedAt desc, release.id desc")
    List<Release> open(Limit limit);
}
