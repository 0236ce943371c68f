package dev.headrace.admin.publishing;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.headrace.admin.publishing.Projections.Claim;
import io.lettuce.core.RedisException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

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

    private final Projections projections;
    private final RenderDocuments renderDocuments;
    private final EdgeWriter writer;
    private final Receipts receipts;
    private final EdgeAcknowledgements acknowledgements;
    private final Clock clock;
    private final Semaphore wake = new Semaphore(0);
    private volatile @Nullable Thread thread;
    private boolean failing;

    Projector(Projections projections, RenderDocuments renderDocuments, EdgeWriter writer, Receipts receipts,
            EdgeAcknowledgements acknowledgements, Clock clock) {
        this.projections = projections;
        this.renderDocuments = renderDocuments;
        this.writer = writer;
        this.receipts = receipts;
        this.acknowledgements = acknowledgements;
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
            if (!claims.isEmpty()) {
                project(claims);
            }
            failing = false;
            return marked || !claims.isEmpty();
        } catch (RuntimeException e) {
            // The database or Redis is away: everything stays marked, and is tried again.
            if (!failing) {
                log.warn("Publications wait: {}", e.toString());
            }
            failing = true;
            rest(PAUSE_AFTER_FAILURE);
            return false;
        }
    }

    private void project(List<Claim> claims) {
        List<UUID> ids = claims.stream().map(Claim::id).toList();
        try {
            write(claims, ids);
        } catch (RedisException e) {
            projections.release(ids, String.valueOf(e.getMessage()));
            throw e;
        } catch (RuntimeException e) {
            if (claims.size() == 1) {
                log.error("Cannot render {}", ids.getFirst(), e);
                projections.failed(ids, e.toString());
            } else {
                // One of them is bad; alone it holds nobody else up.
                claims.forEach(claim -> project(List.of(claim)));
            }
        }
    }

    private void write(List<Claim> claims, List<UUID> ids) {
        List<RenderedDocument> documents = renderDocuments.render(claims);
        Instant rendered = clock.instant();
        noteViews(documents);
        String announcement = writer.write(documents);
        Instant stored = clock.instant();
        for (RenderedDocument document : documents) {
            UUID id = UUID.fromString(document.target().id());
            projections.done(id, document.version());
            receipts.stored(id, document.version(), rendered, stored);
        }
        acknowledgements.expect(announcement, ids, stored);
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
