package dev.headrace.admin.importing;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.content.EntryReads;
import dev.headrace.admin.content.LockEntries;
import dev.headrace.admin.content.SaveEntry;
import dev.headrace.admin.content.SaveEntry.Saved;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.model.EntryId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Resolves references by slug or title to ids; creates missing entries. */
@Component
class ReferencedEntries {

    private final Types types;
    private final SaveEntry saveEntry;
    private final EntryReads reads;
    private final LockEntries lock;

    ReferencedEntries(Types types, SaveEntry saveEntry, EntryReads reads, LockEntries lock) {
        this.types = types;
        this.saveEntry = saveEntry;
        this.reads = reads;
        this.lock = lock;
    }

    /**
     * An entry created because a file refers to it.
     *
     * @param id null if a dry run would create it
     */
    record Created(String type, String title, @Nullable UUID id) {

        Created withoutId() {
            return new Created(type, title, null);
        }
    }

    /**
     * Blocks other imports that would create the same entries as this file; sorted, to avoid deadlocks.
     *
     * @param fields of the file, references by name
     */
    void lockUnknown(ContentType type, ObjectNode fields, Actor actor) {
        NavigableSet<String> creations = new TreeSet<>();
        for (Naming naming : namings(type, fields, actor)) {
            JsonNode value = fields.get(naming.field());
            (value.isArray() ? value.valueStream() : Stream.of(value)).map(name -> name.asString("").strip())
                    .filter(name -> !name.isEmpty() && !EntryId.isId(name) && find(name, naming).isEmpty())
                    .map(naming::creation).forEach(creations::add);
        }
        lock.names(creations);
    }

    /**
     * Replaces names by ids.
     *
     * @return the entries that had to be created, as drafts
     */
    List<Created> resolve(ContentType type, ObjectNode fields, Actor actor) {
        List<Created> created = new ArrayList<>();
        for (Naming naming : namings(type, fields, actor)) {
            JsonNode value = fields.get(naming.field());
            if (value.isArray()) {
                ArrayNode ids = JsonNodeFactory.instance.arrayNode();
                value.forEach(name -> ids.add(id(name, naming, created)));
                fields.set(naming.field(), ids);
            } else if (!value.isNull()) {
                fields.put(naming.field(), id(value, naming, created));
            }
        }
        return created;
    }

    /** A reference field with its allowed target types. */
    private record Naming(String field, List<String> to, Actor actor) {

        /** The lock name for creating an entry, the same for all files. */
        String creation(String name) {
            return "import " + to.getFirst() + " " + name.toLowerCase(Locale.ROOT);
        }
    }

    private static List<Naming> namings(ContentType type, ObjectNode fields, Actor actor) {
        return type.fields().values().stream().filter(field -> field.isReference() && fields.has(field.name()))
                .map(field -> new Naming(field.name(), field.targets(), actor)).toList();
    }

    private String id(JsonNode name, Naming naming, List<Created> created) {
        String text = name.asString("").strip();
        if (text.isEmpty()) {
            throw new InvalidInputException("/" + naming.field(), "must refer to other entries by slug or title");
        }
        if (EntryId.isId(text)) {
            return text;
        }
        return find(text, naming).orElseGet(() -> create(text, naming, created)).toString();
    }

    private Optional<UUID> find(String name, Naming naming) {
        return reads.named(naming.to().stream().map(types::get).toList(), name, naming.actor());
    }

    private UUID create(String name, Naming naming, List<Created> created) {
        ContentType type = types.get(naming.to().getFirst());
        ObjectNode fields = JsonNodeFactory.instance.objectNode().put(type.titleField(), name);
        Saved saved = saveEntry.create(type.name(), fields, naming.actor());
        created.add(new Created(type.name(), name, saved.id()));
        return saved.id();
    }
}
