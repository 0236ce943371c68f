package dev.headrace.admin.projection;

import dev.headrace.admin.database.Sql;
import dev.headrace.admin.publishing.DocumentKey;
import dev.headrace.admin.publishing.Marks;
import dev.headrace.admin.publishing.RenderPriority;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Model;
import dev.headrace.admin.schema.Types;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Marks the documents that refer to entries whose publication changed, those that may embed such documents, and those that
 * were unpublished with a redirect to such an entry, in bounded batches. Locks are taken in the order described in {@link Marks}.
 */
@Component
class MarkDependents {

    private static final int BATCH = 100;
    // A document contains the references of the documents that it embeds.
    private static final int MAX_LEVEL = ContentType.MAX_INCLUDE_DEPTH + 1;
    /** Added to the number of redirects that lead from the dependents to the entry that changed first, from the second on. */
    private static final int REDIRECTS = 10;
    private static final String FIND = Sql.load(MarkDependents.class, "find_dependents.sql");
    private static final String REQUEST_NEXT_LEVEL = Sql.load(MarkDependents.class, "request_next_level.sql");
    private static final String REQUEST_REDIRECTS = Sql.load(MarkDependents.class, "request_redirects.sql");
    private static final String COUNT = Sql.load(MarkDependents.class, "count_dependents.sql");

    private final JdbcClient jdbc;
    private final Marks marks;
    private final Types types;

    MarkDependents(JdbcClient jdbc, Marks marks, Types types) {
        this.jdbc = jdbc;
        this.marks = marks;
        this.types = types;
    }

    private record Request(UUID targetId, int level, @Nullable UUID afterEntry, @Nullable String afterLocale,
            @Nullable UUID requestedBy, long requested, @Nullable String overlay) {

        /** Whether only redirects to the target are affected, because it redirects itself. */
        boolean onlyRedirects() {
            return urgentLevel() > REDIRECTS;
        }

        /** How many redirects lead from those to the target to the entry that changed first. */
        int hops() {
            return onlyRedirects() ? urgentLevel() - REDIRECTS : 1;
        }

        /** How many references away the dependents are. */
        int distance() {
            return urgentLevel();
        }

        private int urgentLevel() {
            return isLater() ? level - Marks.LATER : level;
        }

        boolean isLater() {
            return level > Marks.LATER;
        }
    }

    private record Dependent(UUID entryId, String locale, String typeId, boolean redirects) {}

    /**
     * Marks one batch of requested dependents.
     *
     * @return whether there was anything to do
     */
    @Transactional
    public boolean markSome() {
        Optional<Request> request = jdbc
                .sql("""
                        select target_id, level, after_entry, after_locale, requested_by, requested, overlay from dependents_to_mark
                        order by level > :later, requested, level limit 1 for update skip locked""")
                .param("later", Marks.LATER).query(Request.class).optional();
        request.ifPresent(this::mark);
        return request.isPresent();
    }

    /** Drops the oldest requests for entries without dependents; most have none. */
    @Transactional
    public void dropRequestsWithoutDependents() {
        // Locked first, so that references are read after the request.
        List<UUID> oldest = jdbc.sql("""
                select target_id from dependents_to_mark where level = 1 order by requested limit :limit
                for update skip locked""").param("limit", BATCH).query(UUID.class).list();
        if (!oldest.isEmpty()) {
            // The limits keep PostgreSQL from reading all references to the targets, and all redirects.
            jdbc.sql(
                    """
                            delete from dependents_to_mark request
                            where level = 1 and target_id = any (:ids)
                                and (select 1 from publication_reference where target_id = request.target_id limit 1) is null
                                and (select 1 from ending where to_entry = request.target_id limit 1) is null""")
                    .param("ids", oldest.toArray(UUID[]::new)).update();
        }
    }

    private void mark(Request request) {
        Model model = types.model();
        List<Dependent> dependents = find(request);
        advance(request, dependents);
        requestNextLevel(request, dependents, model);
        requestRedirects(request, dependents);
        List<DocumentKey> documents = dependents.stream().filter(dependent -> isAffected(dependent, request, model))
                .flatMap(dependent -> model.locales().servedFrom(dependent.locale).stream()
                        .map(served -> new DocumentKey(dependent.entryId, served)))
                .distinct().sorted().toList();
        marks.markAgain(documents, request.isLater() ? RenderPriority.BACKGROUND : RenderPriority.DEPENDENT,
                request.overlay);
        if (request.requestedBy != null) {
            jdbc.sql(COUNT).param("marked", documents.size()).param("entry", request.requestedBy)
                    .param("requested", request.requested).update();
        }
    }

    /** A document's address does not depend on what it refers to, so only direct dependents redirect. */
    private List<Dependent> find(Request request) {
        return jdbc.sql(FIND).param("target", request.targetId).param("references", !request.onlyRedirects())
                .param("redirects", request.onlyRedirects() || request.distance() == 1)
                .param("afterEntry", request.afterEntry).param("afterLocale", request.afterLocale)
                .param("limit", BATCH).query(Dependent.class).list();
    }

    /** Redirects and direct references are always affected; indirect ones only if the include depth is sufficient. */
    private static boolean isAffected(Dependent dependent, Request request, Model model) {
        return dependent.redirects || request.distance() == 1 || model.byId(dependent.typeId)
                .filter(type -> type.includeDepth() >= request.distance() - 1).isPresent();
    }

    private void advance(Request request, List<Dependent> dependents) {
        if (dependents.size() < BATCH) {
            jdbc.sql("delete from dependents_to_mark where target_id = :target and level = :level")
                    .param("target", request.targetId).param("level", request.level).update();
        } else {
            jdbc.sql("""
                    update dependents_to_mark set after_entry = :entry, after_locale = :locale
                    where target_id = :target and level = :level""").param("entry", dependents.getLast().entryId)
                    .param("locale", dependents.getLast().locale).param("target", request.targetId)
                    .param("level", request.level).update();
        }
    }

    private void requestNextLevel(Request request, List<Dependent> dependents, Model model) {
        if (request.onlyRedirects() || request.distance() >= MAX_LEVEL || model.types().values().stream()
                .noneMatch(type -> type.includeDepth() >= request.distance())) {
            return;
        }
        UUID[] targets = dependents.stream().filter(dependent -> !dependent.redirects)
                .filter(dependent -> model.byId(dependent.typeId).filter(type -> isReferredTo(type, model)).isPresent())
                .map(Dependent::entryId).toArray(UUID[]::new);
        if (targets.length > 0) {
            jdbc.sql(REQUEST_NEXT_LEVEL).param("level", request.level + 1).param("requestedBy", request.requestedBy)
                    .param("requested", request.requested).param("overlay", request.overlay)
                    .param("targets", targets).update();
        }
    }

    private void requestRedirects(Request request, List<Dependent> dependents) {
        UUID[] targets = dependents.stream().filter(Dependent::redirects).map(Dependent::entryId)
                .toArray(UUID[]::new);
        if (targets.length > 0 && request.hops() < EndingFrames.MAX_HOPS) {
            int level = (request.isLater() ? Marks.LATER : 0) + REDIRECTS + request.hops() + 1;
            jdbc.sql(REQUEST_REDIRECTS).param("level", level).param("requestedBy", request.requestedBy)
                    .param("requested", request.requested).param("overlay", request.overlay)
                    .param("targets", targets).update();
        }
    }

    private static boolean isReferredTo(ContentType type, Model model) {
        return model.types().values().stream().anyMatch(other -> other.refersTo(Set.of(type.name())));
    }
}
