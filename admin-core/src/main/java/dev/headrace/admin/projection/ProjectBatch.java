package dev.headrace.admin.projection;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.headrace.admin.projection.Claims.Claim;
import dev.headrace.admin.projection.EdgeWriter.Answer;
import dev.headrace.admin.projection.Epochs.Epoch;
import dev.headrace.admin.publishing.DocumentKey;
import dev.headrace.admin.publishing.Receipts;
import dev.headrace.admin.publishing.StreamPosition;
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

/** Brings a batch of documents to Redis: renders them, writes them, announces them, and clears their marks. */
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
        Answer answer = writer.write(documents);
        Instant stored = clock.instant();
        Map<DocumentKey, Long> versions = new HashMap<>();
        documents.forEach(document -> versions.put(document.key(), document.version()));
        if (claims.isWanted(answer.refused())) {
            writeEverythingAgain(epoch, versions.keySet());
            return;
        }
        List<DocumentKey> changed = Optional.ofNullable(
                transaction.execute(_ -> complete(epoch, versions, rendered, stored, answer.announced())))
                .orElse(List.of());
        receipts.changed(changed);
        if (!changed.isEmpty()) {
            acknowledgements.expect(answer.announced());
        }
    }

    /** Redis has a version that this database has not given out yet: it was restored to an older state. */
    private void writeEverythingAgain(Epoch epoch, Set<DocumentKey> documents) {
        if (epochs.forget(epoch)) {
            log.warn("Redis has newer documents than the database, which is an older one: everything is written again");
        }
        claims.release(documents, null);
    }

    /**
     * Takes down a document that cannot be rendered: what it embedded may have been unpublished since. It stays marked, so
     * that it is rendered as soon as that is possible.
     */
    void takeDown(Claim claim) {
        renderDocuments.renderAsGone(claim).ifPresent(document -> writer.write(List.of(document)));
    }

    /** Redis may have lost what was written meanwhile: then the documents stay marked and are written again. */
    private List<DocumentKey> complete(Epoch epoch, Map<DocumentKey, Long> versions, Instant rendered, Instant stored,
            StreamPosition announced) {
        if (!epochs.hold().equals(epoch)) {
            claims.release(versions.keySet(), null);
            return List.of();
        }
        claims.complete(versions);
        return receipts.stored(versions, rendered, stored, announced);
    }

    /** Before they are written, so that whatever happens then, they can be removed later. */
    private void noteViews(List<RenderedDocument> documents) {
        Map<Set<String>, List<DocumentKey>> byViews = documents.stream().filter(RenderedDocument::hasNewViews)
                .collect(groupingBy(document -> document.frames().keySet(),
                        mapping(RenderedDocument::key, toList())));
        byViews.forEach((views, keys) -> claims.noteViews(keys, views));
    }
}
