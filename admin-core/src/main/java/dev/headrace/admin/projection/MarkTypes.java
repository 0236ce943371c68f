package dev.headrace.admin.projection;

import dev.headrace.admin.database.Sql;
import dev.headrace.admin.publishing.DocumentKey;
import dev.headrace.admin.publishing.Marks;
import dev.headrace.admin.publishing.RenderPriority;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Locales;
import dev.headrace.admin.schema.Model;
import dev.headrace.admin.schema.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Marks all documents of types, in bounded batches. Locks are taken in the order that ARCHITECTURE.md has. */
@Component
class MarkTypes {

    private static final int BATCH = 200;
    private static final String NEXT_ENTRIES = Sql.load(MarkTypes.class, "next_entries.sql");
    private static final String DOCUMENTS_OF_ENTRIES = Sql.load(MarkTypes.class, "documents_of_entries.sql");

    private final JdbcClient jdbc;
    private final Marks marks;
    private final Types types;

    MarkTypes(JdbcClient jdbc, Marks marks, Types types) {
        this.jdbc = jdbc;
        this.marks = marks;
        this.types = types;
    }

    private record Request(String type, @Nullable UUID afterEntry) {}

    /** Requests marking of all documents of types, in the caller's transaction. */
    void request(Collection<String> typeNames) {
        jdbc.sql(
                """
                        insert into types_to_mark (type, requested_at)
                        select type, now() from (select distinct type from unnest(:types::text[]) as type order by type) as ordered
                        on conflict (type) do update set after_entry = null, requested_at = excluded.requested_at""")
                .param("types", typeNames.toArray(String[]::new)).update();
    }

    /**
     * Marks one batch of requested documents.
     *
     * @return whether there was anything to do
     */
    @Transactional
    public boolean markSome() {
        Optional<Request> request = jdbc.sql("""
                select type, after_entry from types_to_mark order by requested_at, type limit 1
                for update skip locked""").query(Request.class).optional();
        request.ifPresent(this::mark);
        return request.isPresent();
    }

    private void mark(Request request) {
        Optional<UUID> last = markNext(request.type, request.afterEntry, true).last();
        if (last.isEmpty()) {
            jdbc.sql("delete from types_to_mark where type = :type").param("type", request.type).update();
        } else {
            jdbc.sql("update types_to_mark set after_entry = :after where type = :type").param("after", last.get())
                    .param("type", request.type).update();
        }
    }

    /**
     * A batch of marked documents.
     *
     * @param documents number of marked documents that exist; the others are removed from Redis again
     * @param last the last entry; empty if there are no more entries
     */
    record Marked(int documents, Optional<UUID> last) {}

    /**
     * Marks the documents of the next entries of a type, in the caller's transaction.
     *
     * @param after the last entry of the previous batch; null for the first one
     * @param removed whether documents of purged entries that Redis has removed are marked too, in case it has older
     *     contents
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Marked markNext(String type, @Nullable UUID after, boolean removed) {
        Model model = types.model();
        List<UUID> entries = jdbc.sql(NEXT_ENTRIES).param("typeId", model.find(type).map(ContentType::id).orElse(null))
                .param("type", type).param("after", after).param("limit", BATCH).param("removed", removed)
                .query(UUID.class).list();
        Map<DocumentKey, Boolean> served = documents(entries, model.locales());
        Map<DocumentKey, String> documents = new HashMap<>();
        served.keySet().forEach(document -> documents.put(document, type));
        marks.markWithSlugs(model, documents, RenderPriority.BACKGROUND);
        return new Marked((int) served.values().stream().filter(exists -> exists).count(),
                entries.size() < BATCH ? Optional.empty() : Optional.of(entries.getLast()));
    }

    /** The documents of entries, with whether they exist. */
    private Map<DocumentKey, Boolean> documents(List<UUID> entries, Locales locales) {
        List<String> served = new ArrayList<>();
        List<String> sources = new ArrayList<>();
        locales.tags().forEach(tag -> locales.chain(tag).forEach(source -> {
            served.add(tag);
            sources.add(source);
        }));
        Map<DocumentKey, Boolean> documents = new HashMap<>();
        if (!entries.isEmpty()) {
            jdbc.sql(DOCUMENTS_OF_ENTRIES).param("ids", entries.toArray(UUID[]::new))
                    .param("served", served.toArray(String[]::new)).param("sources", sources.toArray(String[]::new))
                    .query(row -> {
                        documents.put(DocumentKey.of(row), row.getBoolean("served"));
                    });
        }
        return documents;
    }
}
