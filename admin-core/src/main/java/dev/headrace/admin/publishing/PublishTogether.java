package dev.headrace.admin.publishing;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Permission;
import dev.headrace.admin.publishing.Change.Restore;
import dev.headrace.admin.publishing.Publications.Publication;
import dev.headrace.admin.web.InvalidInputException.Problem;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Publishes and unpublishes a set of variants, all of them or none, in a way that readers get all of them in one step. */
@Service
public class PublishTogether {

    private final ChangePublications changes;
    private final Publications publications;
    private final Endings endings;
    private final RecordPublications activities;

    PublishTogether(ChangePublications changes, Publications publications, Endings endings,
            RecordPublications activities) {
        this.changes = changes;
        this.publications = publications;
        this.endings = endings;
        this.activities = activities;
    }

    /**
     * What was changed.
     *
     * @param mark identifies the receipt
     * @param former what readers got before
     */
    public record Changed(DocumentKey key, long mark, FormerState former) {}

    /**
     * Publishes and unpublishes, in the caller's transaction, which has begun the step.
     *
     * @param set at most one change for each variant
     * @param overlay the overlay of the step, see {@link Staging}; null if there is none
     * @throws dev.headrace.admin.web.InvalidInputException naming each missing or invalid value
     * @throws dev.headrace.admin.web.NotFoundException if an entry, a locale or a revision does not exist, or the actor may
     *     not see the entry
     * @throws dev.headrace.admin.web.RefusedException if an entry is in the trash, or a variant to unpublish is not published
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Changed> publish(Collection<? extends Change> set, @Nullable String overlay, Actor actor) {
        actor.require(Permission.publishContent);
        ChangeSet prepared = changes.prepare(set, actor);
        prepared.mustBeComplete();
        Map<DocumentKey, FormerState> former = former(prepared.keys());
        activities.record(prepared, actor);
        // Single publications of staff come first.
        Map<DocumentKey, Long> marks = changes.apply(prepared, RenderPriority.DEPENDENT, overlay);
        publications.restore(set.stream().filter(Restore.class::isInstance).map(Restore.class::cast).toList());
        return marks.entrySet().stream().map(mark -> new Changed(mark.getKey(), mark.getValue(),
                Optional.ofNullable(former.get(mark.getKey())).orElseThrow())).toList();
    }

    /**
     * What prevents the publication of revisions, by variant; locks their entries until the end of the caller's transaction.
     *
     * @see #publish
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public SequencedMap<DocumentKey, List<Problem>> incomplete(Collection<? extends Change> set, Actor actor) {
        actor.require(Permission.publishContent);
        return new LinkedHashMap<>(changes.prepare(set, actor).incomplete());
    }

    private Map<DocumentKey, FormerState> former(List<DocumentKey> keys) {
        List<UUID> entries = keys.stream().map(DocumentKey::entryId).distinct().toList();
        Map<DocumentKey, Publication> published = publications.all(entries);
        Map<UUID, Instant> sharedAt = publications.sharedAt(entries);
        Map<DocumentKey, Ending> ended = endings.of(keys);
        Map<DocumentKey, FormerState> former = new HashMap<>();
        keys.forEach(key -> former.put(key, Optional.ofNullable(published.get(key))
                .map(publication -> FormerState.published(publication,
                        Optional.ofNullable(sharedAt.get(key.entryId())).orElseThrow()))
                .orElseGet(() -> new FormerState.Ended(ended.getOrDefault(key, Ending.notFound())))));
        return former;
    }
}
