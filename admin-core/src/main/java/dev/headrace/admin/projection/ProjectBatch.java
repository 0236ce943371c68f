package dev.headrace.admin.projection;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.headrace.admin.projection.Claims.Claim;
import dev.headrace.admin.projection.EdgeWriter.Result;
import dev.headrace.admin.projection.Epochs.Epoch;
import dev.headrace.admin.publishing.DocumentKey;
import dev.headrace.admin.publishing.Receipts;
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
    private final Receipts receipts;
    private final EdgeAcknowledgements acknowledgements;
    private final Epochs epochs;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ProjectBatch(Claims claims, RenderDocuments renderDocuments, EdgeWriter writer, Receipts receipts,
            EdgeAcknowledgements acknowledgements, Epochs epochs, TransactionTemplate transaction, Clock clock) {
        this.claims = claims;
        this.renderDocuments = renderDocuments;
        this.writer = writer;
        this.receipts = receipts;
        this.acknowledgements = acknowledgements;
        this.epochs = epochs;
        this.transaction = transaction;
        this.clock = clock;
    }

    void project(List<Claim> batch) {
        Epoch epoch = epochs.known();
        List<RenderedDocument> documents = renderDocuments.render(batch);
        if (documents.isEmpty()) {
            return;
        }
        Instant rendered = clock.instant();
        noteViews(documents);
        Result result = writer.write(documents);
        Instant stored = clock.instant();
        Map<DocumentKey, Long> versions = new HashMap<>();
        documents.forEach(document -> versions.put(document.key(), document.version()));
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
     * marked, so that rendering is retried.
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
