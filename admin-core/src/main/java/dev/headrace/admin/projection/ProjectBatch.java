package dev.headrace.admin.projection;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.headrace.admin.projection.Claims.Claim;
import dev.headrace.admin.projection.EdgeWriter.Result;
import dev.headrace.admin.projection.Epochs.Epoch;
import dev.headrace.admin.publishing.DocumentKey;
import dev.headrace.admin.publishing.Receipts;
import dev.headrace.admin.publishing.Staging;
import dev.headrace.admin.publishing.Staging.Current;
import dev.headrace.model.StreamPosition;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Projects a batch of documents: renders, writes and announces them, and clears their marks. */
@Component
class ProjectBatch {

    private static final Logger log = LoggerFactory.getLogger(ProjectBatch.class);

    private final Claims claims;
    private final RenderDocuments renderDocuments;
    private final EdgeWriter writer;
    private final OverlayStore overlays;
    private final Staging staging;
    private final Receipts receipts;
    private final EdgeAcknowledgements acknowledgements;
    private final Epochs epochs;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ProjectBatch(Claims claims, RenderDocuments renderDocuments, EdgeWriter writer, OverlayStore overlays,
            Staging staging, Receipts receipts, EdgeAcknowledgements acknowledgements, Epochs epochs,
            TransactionTemplate transaction, Clock clock) {
        this.claims = claims;
        this.renderDocuments = renderDocuments;
        this.writer = writer;
        this.overlays = overlays;
        this.staging = staging;
        this.receipts = receipts;
        this.acknowledgements = acknowledgements;
        this.epochs = epochs;
        this.transaction = transaction;
        this.clock = clock;
    }

    void project(List<Claim> batch) {
        Epoch epoch = epochs.known();
        Renderings renderings = renderDocuments.render(batch);
        claims.release(renderings.waiting(), null);
        if (renderings.step() != null) {
            claims.stage(renderings.step(), renderings.affected());
            stage(epoch, renderings.step(), renderings.staged());
        }
        publish(epoch, renderings.live());
    }

    private void publish(Epoch epoch, List<RenderedDocument> documents) {
        if (documents.isEmpty()) {
            return;
        }
        Instant rendered = clock.instant();
        noteViews(documents);
        Result result = writer.write(documents);
        Instant stored = clock.instant();
        Map<DocumentKey, Long> versions = versions(documents);
        if (claims.isWanted(result.superseded())) {
            resynchronize(epoch, versions.keySet());
            return;
        }
        List<DocumentKey> changed = Optional.ofNullable(
                transaction.execute(_ -> complete(epoch, versions, rendered, stored, result.announced())))
                .orElse(List.of());
        receipts.changed(changed);
        if (!changed.isEmpty()) {
            acknowledgements.expect(result.announced());
        }
    }

    /** Receipts of staged documents follow when edges serve the overlay. */
    private void stage(Epoch epoch, Current step, List<RenderedDocument> documents) {
        if (documents.isEmpty()) {
            return;
        }
        noteViews(documents);
        overlays.put(step.overlay(), documents);
        Map<DocumentKey, Long> versions = versions(documents);
        transaction.executeWithoutResult(_ -> {
            boolean isSame = staging.lockShared().equals(Optional.of(step)) && epochs.lockShared().equals(epoch);
            if (isSame) {
                claims.complete(versions);
            } else {
                claims.release(versions.keySet(), null);
            }
        });
    }

    private static Map<DocumentKey, Long> versions(List<RenderedDocument> documents) {
        Map<DocumentKey, Long> versions = new HashMap<>();
        documents.forEach(document -> versions.put(document.key(), document.version()));
        return versions;
    }

    /** Redis has a version that the database has not allocated, because the database was restored from an older state. */
    private void resynchronize(Epoch epoch, Set<DocumentKey> documents) {
        if (epochs.invalidate(epoch)) {
            log.warn(
                    "Redis has newer documents than the database, which was restored from an older state: rewriting everything");
        }
        claims.release(documents, null);
    }

    /**
     * Takes down a document that cannot be rendered, because its old version may embed unpublished documents. It stays
     * marked, so that rendering is retried. A staged one is not taken down: nothing of its step is visible.
     */
    void takeDown(Claim claim) {
        renderDocuments.renderAsGone(claim).ifPresent(document -> writer.write(List.of(document)));
    }

    /** If the epoch has changed, Redis may have lost the writes: the documents stay marked and are rewritten. */
    private List<DocumentKey> complete(Epoch epoch, Map<DocumentKey, Long> versions, Instant rendered, Instant stored,
            StreamPosition announced) {
        if (!epochs.lockShared().equals(epoch)) {
            claims.release(versions.keySet(), null);
            return List.of();
        }
        claims.complete(versions);
        return receipts.stored(versions, rendered, stored, announced);
    }

    /** Before the write, so that the frames can be removed later in any case. */
    private void noteViews(List<RenderedDocument> documents) {
        Map<Set<String>, List<DocumentKey>> byViews = documents.stream().filter(RenderedDocument::hasNewViews)
                .collect(groupingBy(document -> document.frames().keySet(),
                        mapping(RenderedDocument::key, toList())));
        byViews.forEach((views, keys) -> claims.noteViews(keys, views));
    }
}
