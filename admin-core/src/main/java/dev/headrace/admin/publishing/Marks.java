package dev.headrace.admin.publishing;

import dev.headrace.admin.database.Sql;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Model;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Marks documents for rendering. Each mark has a version; a document is clean once the wanted version is written to
 * Redis.
 *
 * <p>Locks are taken in the order that ARCHITECTURE.md has. In {@code projection}, missing rows are inserted first, then
 * all are locked, then updated. Loops that claim documents or requests use SKIP LOCKED and never wait. A transaction may
 * mark only once, because a second call could take locks out of order; {@link ChangePublications} marks all variants that
 * a set publishes and unpublishes.
 */
@Component
public class Marks {

    private static final String LOCK_TYPES = Sql.load(Marks.class, "lock_types.sql");
    private static final String REQUEST_DEPENDENTS = Sql.load(Marks.class, "request_dependents.sql");
    private static final String DROP_LATER_REQUESTS = Sql.load(Marks.class, "drop_later_requests.sql");
    private static final String REQUEST_DEPENDENTS_LATER = Sql.load(Marks.class, "request_dependents_later.sql");
    private static final String SET_REQUEST_VERSIONS = Sql.load(Marks.class, "set_request_versions.sql");
    private static final String FIND_SLUG_RIVALS = Sql.load(Marks.class, "find_slug_rivals.sql");
    private static final String INSERT_MISSING = Sql.load(Marks.class, "insert_missing.sql");
    private static final String LOCK_DOCUMENTS = Sql.load(Marks.class, "lock_documents.sql");
    private static final String MARK_DOCUMENTS = Sql.load(Marks.class, "mark_documents.sql");
    private static final String MARK_LOCKED = Sql.load(Marks.class, "mark_locked.sql");

    /**
     * Added to the levels of {@code dependents_to_mark} for requests in the background, so that a target can have one and
     * another of a publication.
     */
    public static final int LATER = 100;

    private static final int BATCH = 500;

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    Marks(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    /**
     * Marks the documents of variants whose publications the caller has just changed, in the caller's transaction, and
     * requests that their dependents be marked soon.
     *
     * @param model the model, which the caller holds
     * @param priority of these documents; their dependents have a different one
     * @return the versions of the changed variants' own documents
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<DocumentKey, Long> mark(Model model, Collection<ChangedVariant> changes, RenderPriority priority) {
        return mark(model, changes, priority, null);
    }

    /**
     * Like {@link #mark(Model, Collection, RenderPriority)}.
     *
     * @param overlay stages all documents that the changes affect, see {@link Staging}; null to publish each once it is rendered
     */
    Map<DocumentKey, Long> mark(Model model, Collection<ChangedVariant> changes, RenderPriority priority,
            @Nullable String overlay) {
        if (changes.isEmpty()) {
            return Map.of();
        }
        NavigableMap<DocumentKey, String> documents = served(model, changes);
        lockTypes(documents.values());
        Chains chains = Chains.of(model, documents.keySet());
        List<Batch> batches = batches(model, documents, chains);
        UUID[] targets = entries(changes);
        requestDependents(1, targets, batches.stream().flatMap(batch -> batch.rivals.keySet().stream()), overlay);
        jdbc.sql(DROP_LATER_REQUESTS).param("targets", targets).param("later", LATER + 1).update();
        Map<DocumentKey, Long> versions = markAll(documents, batches, chains, priority, overlay);
        Map<DocumentKey, Long> own = new HashMap<>();
        changes.forEach(change -> own.put(change.key(), versions.getOrDefault(change.key(), 0L)));
        setRequestVersions(own);
        events.publishEvent(new RenderingRequested());
        return own;
    }

    /**
     * Marks the documents of variants whose publications have not changed, but what is scheduled for them, and requests that
     * their dependents be marked in the background. This neither restarts nor replaces the requests of publications.
     *
     * @param model the model, which the caller holds
     * @param priority of the variants' own documents
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void markScheduled(Model model, Collection<ChangedVariant> changes, RenderPriority priority) {
        NavigableMap<DocumentKey, String> documents = served(model, changes);
        lockTypes(documents.values());
        jdbc.sql(REQUEST_DEPENDENTS_LATER).param("targets", entries(changes)).param("later", LATER + 1).update();
        // Never inserts rows, see insert_missing.sql.
        markAgain(documents.keySet(), priority, null);
        events.publishEvent(new RenderingRequested());
    }

    /**
     * Requests that dependents be marked, before any documents are locked.
     *
     * @param changed entries whose publications change
     * @param moved documents whose slugs, which redirects to them have, may change
     * @param overlay stages the dependents; null for none
     */
    private void requestDependents(int level, UUID[] changed, Stream<DocumentKey> moved, @Nullable String overlay) {
        jdbc.sql(REQUEST_DEPENDENTS).param("level", level).param("targets", changed).param("overlay", overlay)
                .param("moved", moved.map(DocumentKey::entryId).distinct().toArray(UUID[]::new)).update();
    }

    /** The documents that have the values of variants, in all locales. */
    private static NavigableMap<DocumentKey, String> served(Model model, Collection<ChangedVariant> changes) {
        NavigableMap<DocumentKey, String> documents = new TreeMap<>();
        for (ChangedVariant change : changes) {
            documents.put(change.key(), change.type().name());
            model.locales().servedFrom(change.key().locale()).forEach(
                    served -> documents.put(new DocumentKey(change.key().entryId(), served), change.type().name()));
        }
        return documents;
    }

    private static UUID[] entries(Collection<ChangedVariant> changes) {
        return changes.stream().map(change -> change.key().entryId()).distinct().toArray(UUID[]::new);
    }

    /**
     * Marks documents and updates the ownership of their slugs, in the caller's transaction, and requests that redirects to
     * them be marked in the background.
     *
     * @param documents type names by key; the documents need not exist yet
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void markWithSlugs(Model model, Map<DocumentKey, String> documents, RenderPriority priority) {
        if (!documents.isEmpty()) {
            lockTypes(documents.values());
            NavigableMap<DocumentKey, String> given = new TreeMap<>(documents);
            Chains chains = Chains.of(model, given.keySet());
            List<Batch> batches = batches(model, given, chains);
            requestDependents(LATER + 1, new UUID[0], batches.stream().flatMap(batch -> batch.all().keySet().stream()),
                    null);
            markAll(given, batches, chains, priority, null);
        }
    }

    /**
     * Marks existing documents whose publications have not changed, in the caller's transaction.
     *
     * @param overlay stages the documents, see {@link Staging}; null to leave that as it is
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void markAgain(Collection<DocumentKey> documents, RenderPriority priority, @Nullable String overlay) {
        if (!documents.isEmpty()) {
            lock(documents);
            DocumentKey.bind(jdbc.sql(MARK_LOCKED), documents).param("priority", priority.level())
                    .param("overlay", overlay).update();
        }
    }

    /** Locks the rows of documents in the common order, until the end of the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lock(Collection<DocumentKey> documents) {
        DocumentKey.bind(jdbc.sql(LOCK_DOCUMENTS), documents).query(UUID.class).list();
    }

    private void lockTypes(Collection<String> types) {
        jdbc.sql(LOCK_TYPES).param("types", types.stream().distinct().toArray(String[]::new)).query().listOfRows();
    }

    /**
     * Locks all rows before marking any. The statements that decide the ownership of slugs run in batches, because they
     * join their parameters several times.
     */
    private Map<DocumentKey, Long> markAll(NavigableMap<DocumentKey, String> given, List<Batch> batches, Chains chains,
            RenderPriority priority, @Nullable String overlay) {
        NavigableMap<DocumentKey, String> all = new TreeMap<>(given);
        batches.forEach(batch -> batch.rivals.forEach(all::putIfAbsent));
        documents(INSERT_MISSING, all).update();
        lock(all.keySet());
        Map<DocumentKey, Long> versions = new HashMap<>();
        batches.forEach(batch -> mark(batch, chains, priority, overlay, versions));
        return versions;
    }

    /** A batch of documents to mark, and those that may gain or lose a slug as a result. */
    private record Batch(Map<DocumentKey, String> given, Map<DocumentKey, String> rivals) {

        NavigableMap<DocumentKey, String> all() {
            NavigableMap<DocumentKey, String> all = new TreeMap<>(rivals);
            all.putAll(given);
            return all;
        }
    }

    private List<Batch> batches(Model model, NavigableMap<DocumentKey, String> documents, Chains chains) {
        return batches(documents).stream().map(batch -> new Batch(batch, rivals(model, batch, chains))).toList();
    }

    private static List<NavigableMap<DocumentKey, String>> batches(NavigableMap<DocumentKey, String> documents) {
        List<NavigableMap<DocumentKey, String>> batches = new ArrayList<>();
        documents.forEach((key, type) -> {
            if (batches.isEmpty() || batches.getLast().size() == BATCH) {
                batches.add(new TreeMap<>());
            }
            batches.getLast().put(key, type);
        });
        return batches;
    }

    private void mark(Batch batch, Chains chains, RenderPriority priority, @Nullable String overlay,
            Map<DocumentKey, Long> versions) {
        NavigableMap<DocumentKey, String> all = batch.all();
        chains.bind(documents(MARK_DOCUMENTS, all))
                .param("given", all.keySet().stream().map(batch.given::containsKey).toArray(Boolean[]::new))
                .param("priority", priority.level()).param("overlay", overlay)
                .query(row -> {
                    versions.put(DocumentKey.of(row), row.getLong("version"));
                });
    }

    private Map<DocumentKey, String> rivals(Model model, NavigableMap<DocumentKey, String> documents, Chains chains) {
        Map<DocumentKey, String> rivals = new HashMap<>();
        List<ContentType> types = documents.values().stream().distinct().flatMap(name -> model.find(name).stream())
                .toList();
        chains.bind(documents(FIND_SLUG_RIVALS, documents))
                .param("typeIds", types.stream().map(ContentType::id).toArray(String[]::new))
                .param("typeNames", types.stream().map(ContentType::name).toArray(String[]::new))
                .query(row -> {
                    rivals.put(DocumentKey.of(row), row.getString("type"));
                });
        return rivals;
    }

    private void setRequestVersions(Map<DocumentKey, Long> versions) {
        Map<UUID, Long> byEntry = new HashMap<>();
        // Variants that were never published have no documents.
        versions.forEach((key, version) -> {
            if (version > 0) {
                byEntry.merge(key.entryId(), version, Math::min);
            }
        });
        List<UUID> targets = List.copyOf(byEntry.keySet());
        jdbc.sql(SET_REQUEST_VERSIONS).param("targets", targets.toArray(UUID[]::new))
                .param("versions", targets.stream().map(byEntry::get).toArray(Long[]::new)).update();
    }

    private JdbcClient.StatementSpec documents(String sql, NavigableMap<DocumentKey, String> documents) {
        return DocumentKey.bind(jdbc.sql(sql), documents.keySet()).param("types",
                documents.values().toArray(String[]::new));
    }
}
