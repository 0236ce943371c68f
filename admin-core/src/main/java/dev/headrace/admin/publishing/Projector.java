package dev.headrace.admin.publishing;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.headrace.admin.publishing.Projections.Claim;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings marked documents to the edge, in a thread of its own. It is woken by a mark that this core set; marks of other
 * cores, and what failed before, it finds by looking regularly.
 */
@Component
class Projector implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Projector.class);
    private static final int BATCH = 100;
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    // What Redis answers to any write, whatever is written.
    private static final Pattern REFUSES_ALL = Pattern.compile("\\b(OOM|READONLY|LOADING|MISCONF|NOREPLICAS|MASTERDOWN"
            + "|CLUSTERDOWN|TRYAGAIN|BUSY|NOAUTH|NOPERM)\\b");

    private final Projections projections;
    private final RenderDocuments renderDocuments;
    private final EdgeWriter writer;
    private final Receipts receipts;
    private final EdgeAcknowledgements acknowledgements;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Semaphore wake = new Semaphore(0);
    private volatile @Nullable Thread thread;
    private boolean failing;

    Projector(Projections projections, RenderDocuments renderDocuments, EdgeWriter writer, Receipts receipts,
            EdgeAcknowledgements acknowledgements, TransactionTemplate transaction, Clock clock) {
        this.projections = projections;
        this.renderDocuments = renderDocuments;
        this.writer = writer;
        this.receipts = receipts;
        this.acknowledgements = acknowledgements;
        this.transaction = transaction;
        this.clock = clock;
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(DocumentsMarked marked) {
        wake.release();
    }

    @Override
    public void start() {
        // Known before it runs: it ends as soon as it finds itself unknown.
        Thread starting = Thread.ofPlatform().name("projector").daemon().unstarted(this::run);
        thread = starting;
        starting.start();
    }

    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            wake.release();
            try {
                running.join(Duration.ofSeconds(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void run() {
        try {
            while (isRunning()) {
                if (!projectSome()) {
                    rest(LOOK);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One portion of work; whether there was any. */
    private boolean projectSome() throws InterruptedException {
        try {
            projections.dropRequestsWithoutDependents(BATCH);
            boolean marked = projections.markSomeDependents(BATCH);
            List<Claim> claims = projections.claim(BATCH);
            projectInPortions(claims);
            failing = false;
            return marked || !claims.isEmpty();
        } catch (RuntimeException e) {
            // The database or Redis is away: everything stays marked, and is tried again.
            if (!failing) {
                log.warn("Publications wait: {}", e.toString());
            }
            failing = true;
        } catch (Error e) {
            // Nobody else would go on in place of this thread.
            log.error("Publications wait", e);
        }
        rest(PAUSE_AFTER_FAILURE);
        return false;
    }

    private void projectInPortions(List<Claim> claims) {
        Set<Claim> open = new HashSet<>(claims);
        try {
            renderDocuments.portions(claims).forEach(portion -> project(portion, open));
        } catch (RuntimeException | Error e) {
            projections.release(open.stream().map(Claim::id).toList(), e.toString());
            throw e;
        }
    }

    /** @param open what is neither done nor to be tried again later */
    private void project(List<Claim> claims, Set<Claim> open) {
        try {
            write(claims);
            claims.forEach(open::remove);
        } catch (RuntimeException | Error e) {
            if (isAway(e)) {
                throw e;
            }
            if (claims.size() > 1) {
                // One of them is bad, or all are too much at once; alone it holds nobody else up.
                claims.forEach(claim -> project(List.of(claim), open));
                return;
            }
            Claim bad = claims.getFirst();
            log.error("Cannot bring {} to the edge", bad.id(), e);
            projections.failed(List.of(bad.id()), e.toString());
            open.remove(bad);
            if (e instanceof RedisCommandTimeoutException) {
                throw e;
            }
        }
    }

    /** Whether the fault is Redis's as a whole, and no document's. A timeout may be a document's that is too large. */
    private static boolean isAway(Throwable e) {
        return switch (e) {
            case RedisCommandTimeoutException _ -> false;
            case RedisCommandExecutionException refusal ->
                REFUSES_ALL.matcher(String.valueOf(refusal.getMessage())).find();
            default -> e instanceof RedisException;
        };
    }

    private void write(List<Claim> claims) {
        List<RenderedDocument> documents = renderDocuments.render(claims);
        Instant rendered = clock.instant();
        noteViews(documents);
        StreamPosition announcement = StreamPosition.parse(writer.write(documents));
        Instant stored = clock.instant();
        for (RenderedDocument document : documents) {
            UUID id = UUID.fromString(document.target().id());
            transaction.executeWithoutResult(_ -> {
                projections.done(id, document.version());
                receipts.stored(id, document.version(), rendered, stored, announcement);
            });
        }
        acknowledgements.expect(announcement);
    }

    /** Before they are written: whatever happens then, the edge can be rid of them later. */
    private void noteViews(List<RenderedDocument> documents) {
        Map<Set<String>, List<UUID>> byViews = documents.stream().filter(RenderedDocument::hasNewViews)
                .collect(groupingBy(document -> document.frames().keySet(),
                        mapping(document -> UUID.fromString(document.target().id()), toList())));
        byViews.forEach((views, entries) -> projections.noteViews(entries, views));
    }

    private void rest(Duration atMost) throws InterruptedException {
        if (wake.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            wake.drainPermits();
        }
    }
}
