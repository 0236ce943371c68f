package dev.headrace.admin.publishing;

import dev.headrace.admin.content.VariantView;
import dev.headrace.admin.database.Sql;
import dev.headrace.model.StreamPosition;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * The stored receipts. Watchers are notified of changes, see {@link #watch}. Readers pass the variant, which only an actor
 * who may see it can load.
 */
@Component
public class Receipts {

    private static final Logger log = LoggerFactory.getLogger(Receipts.class);
    private static final String OPEN = Sql.load(Receipts.class, "open_receipts.sql");
    private static final String STORED = Sql.load(Receipts.class, "receipts_stored.sql");
    private static final String SEEN = Sql.load(Receipts.class, "receipts_seen.sql");
    private static final String DELETE = Sql.load(Receipts.class, "delete_receipts.sql");
    private static final int BATCH = 1_000;

    private final JdbcClient jdbc;
    private final ReceiptWatches watches;
    private final PublishingSettings settings;
    private final Clock clock;

    Receipts(JdbcClient jdbc, ReceiptWatches watches, PublishingSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.watches = watches;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * A receipt to open.
     *
     * @param mark the version of the document's mark
     * @param version the variant's version that is published, or was until now
     */
    record NewReceipt(DocumentKey key, long mark, ReceiptAction action, int version) {}

    /** Opens receipts, in the caller's transaction. */
    void open(Collection<NewReceipt> opened, Instant now) {
        List<NewReceipt> sorted = opened.stream().sorted(Comparator.comparing(NewReceipt::key)).toList();
        DocumentKey.bind(jdbc.sql(OPEN), sorted.stream().map(NewReceipt::key).toList())
                .param("marks", sorted.stream().map(NewReceipt::mark).toArray(Long[]::new))
                .param("actions", sorted.stream().map(each -> each.action().name()).toArray(String[]::new))
                .param("versions", sorted.stream().map(NewReceipt::version).toArray(Integer[]::new))
                .param("now", Timestamp.from(now)).update();
    }

    Optional<Receipt> latest(VariantView variant) {
        return jdbc.sql("""
                select * from publish_receipt where entry_id = :entry and locale = :locale
                order by projection desc limit 1""").param("entry", variant.id())
                .param("locale", variant.locale()).query(Receipt.class).optional();
    }

    private Optional<Receipt> find(VariantView variant, long projection) {
        return jdbc.sql("""
                select * from publish_receipt
                where entry_id = :entry and locale = :locale and projection = :projection""")
                .param("entry", variant.id()).param("locale", variant.locale())
                .param("projection", projection).query(Receipt.class).optional();
    }

    /**
     * Watches the receipts of a document. The caller reads the receipt after this call, and again after each wait.
     *
     * @throws TooManyWatchesException if too many are open
     */
    ReceiptWatches.Watch watch(VariantView variant) {
        return watches.open(new DocumentKey(variant.id(), variant.locale()));
    }

    /**
     * Waits until a receipt is complete or the time is over.
     *
     * @return the current receipt
     */
    Receipt await(VariantView variant, long projection, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        try (ReceiptWatches.Watch watch = watch(variant)) {
            Receipt receipt = find(variant, projection).orElseThrow();
            for (long left = atMost.toNanos(); !receipt.complete() && left > 0; left = end - System.nanoTime()) {
                watch.await(Duration.ofNanos(left));
                receipt = find(variant, projection).orElseThrow();
            }
            return receipt;
        } catch (TooManyWatchesException e) {
            log.debug("Returned a receipt without waiting", e);
            return find(variant, projection).orElseThrow();
        }
    }

    /**
     * Records that documents are in Redis, in the caller's transaction or a new one.
     *
     * @param versions the versions that were written
     * @param announced the position of the announcement to the edges
     * @return the documents whose receipts changed; pass them to {@link #changed} after the commit
     */
    public List<DocumentKey> stored(Map<DocumentKey, Long> versions, Instant rendered, Instant stored,
            StreamPosition announced) {
        List<DocumentKey> keys = versions.keySet().stream().sorted().toList();
        List<DocumentKey> changed = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += BATCH) {
            changed.addAll(stored(keys.subList(from, Math.min(from + BATCH, keys.size())), versions, rendered, stored,
                    announced));
        }
        return changed;
    }

    private List<DocumentKey> stored(List<DocumentKey> keys, Map<DocumentKey, Long> versions, Instant rendered,
            Instant stored, StreamPosition announced) {
        return DocumentKey.bind(jdbc.sql(STORED), keys)
                .param("versions", keys.stream().map(versions::get).toArray(Long[]::new))
                .param("rendered", Timestamp.from(rendered)).param("stored", Timestamp.from(stored))
                .param("millis", announced.millis()).param("sequence", announced.sequence())
                .query((row, _) -> DocumentKey.of(row))
                .list();
    }

    /** Notifies watchers of the receipts of these documents. */
    public void changed(List<DocumentKey> documents) {
        documents.forEach(watches::signal);
    }

    /**
     * Records that all running edges have read the announcements up to a position. Must not be called in a transaction.
     *
     * @param edges number of running edges
     */
    public void seen(StreamPosition until, Instant seen, int edges) {
        List<DocumentKey> changed;
        do {
            changed = jdbc.sql(SEEN).param("seen", edges == 0 ? null : Timestamp.from(seen), java.sql.Types.TIMESTAMP)
                    .param("edges", edges).param("millis", until.millis()).param("sequence", until.sequence())
                    .param("limit", BATCH).query((row, _) -> DocumentKey.of(row)).list();
            changed(changed);
        } while (changed.size() == BATCH);
    }

    /** Why the last attempt to project a document failed; empty if it is up to date or did not fail. */
    Optional<String> failure(VariantView variant) {
        return jdbc.sql("""
                select last_error from projection
                where entry_id = :entry and locale = :locale and wanted > done and last_error is not null""")
                .param("entry", variant.id()).param("locale", variant.locale()).query(String.class).optional();
    }

    @Scheduled(initialDelay = 60_000, fixedDelay = 3_600_000)
    public void deleteOld() {
        try {
            Timestamp before = Timestamp.from(clock.instant().minus(settings.receiptsKept()));
            while (jdbc.sql(DELETE).param("before", before).param("limit", BATCH).update() == BATCH) {
                log.debug("Deleted {} receipts", BATCH);
            }
        } catch (DataAccessException | TransactionException e) {
            log.warn("Deleting old receipts failed: {}", e.toString());
        }
    }
}
