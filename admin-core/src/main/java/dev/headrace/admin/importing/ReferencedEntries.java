package dev.headrace.admin.importing;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.util.ULocale;
import dev.headrace.admin.access.Actor;
import dev.headrace.admin.content.ClaimedValues;
import dev.headrace.admin.content.EntryReads;
import dev.headrace.admin.content.SaveEntry;
import dev.headrace.admin.content.SaveEntry.Saved;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.schema.Values;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.InvalidInputException.Problem;
import dev.headrace.model.EntryId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    private final LockNames lock;

    ReferencedEntries(Types types, SaveEntry saveEntry, EntryReads reads, LockNames lock) {
        this.types = types;
        this.saveEntry = saveEntry;
        this.reads = reads;
        this.lock = lock;
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
            (value.isArray() ? value.valueStream() : Stream.of(value)).flatMap(name -> valid(name, naming))
                    .filter(name -> !name.isEmpty() && !EntryId.isId(name) && titled(name, naming).isEmpty())
                    .map(naming::creation).forEach(creations::add);
        }
        lock.all(creations);
    }

    /**
     * Replaces names by ids, and removes fields with invalid ones.
     *
     * @param problems to which invalid names are added
     * @return the entries that had to be created, as drafts
     */
    List<NamedEntry> resolve(ContentType type, ObjectNode fields, ImportRequest request, List<Problem> problems) {
        Resolution resolution = new Resolution(request, new ArrayList<>(), problems);
        for (Naming naming : namings(type, fields, request.actor())) {
            JsonNode value = fields.get(naming.field());
            Optional<JsonNode> ids = value.isNull() ? Optional.of(value) : resolution.ids(value, naming);
            ids.ifPresentOrElse(found -> fields.set(naming.field(), found), () -> fields.remove(naming.field()));
        }
        return resolution.created;
    }

    /** A reference field with its allowed target types. */
    private record Naming(String field, List<String> to, Actor actor) {

        /**
         * The lock name for creating an entry, the same for all files. ICU changes the case, because Java takes quadratic
         * time for some letters.
         */
        String creation(String name) {
            return to.getFirst() + " " + UCharacter.toLowerCase(ULocale.ROOT, name);
        }
    }

    private static List<Naming> namings(ContentType type, ObjectNode fields, Actor actor) {
        return type.fields().values().stream().filter(field -> field.isReference() && fields.has(field.name()))
                .map(field -> new Naming(field.name(), field.targets(), actor)).toList();
    }

    /** None if the name is invalid, which {@link #resolve} reports. */
    private static Stream<String> valid(JsonNode name, Naming naming) {
        try {
            return Stream.of(text(name, naming));
        } catch (InvalidInputException _) {
            return Stream.of();
        }
    }

    /** As titles are stored, so that files find an entry that one of them names in another normalization form. */
    private static String text(JsonNode name, Naming naming) {
        return Values.normalized("/" + naming.field(), name.asString("").strip());
    }

    private Optional<UUID> titled(String name, Naming naming) {
        return reads.titled(targets(naming), name, naming.actor());
    }

    private Optional<UUID> withSlug(String name, Naming naming) {
        return reads.withSlug(targets(naming), name, naming.actor());
    }

    private List<ContentType> targets(Naming naming) {
        return naming.to().stream().map(types::get).toList();
    }

    /** The resolution of the names in one file. */
    private final class Resolution {

        private final ImportRequest request;
        private final List<NamedEntry> created;
        private final List<Problem> problems;

        Resolution(ImportRequest request, List<NamedEntry> created, List<Problem> problems) {
            this.request = request;
            this.created = created;
            this.problems = problems;
        }

        /** Empty if a name is invalid. */
        Optional<JsonNode> ids(JsonNode value, Naming naming) {
            int before = problems.size();
            JsonNode ids;
            if (value.isArray()) {
                ArrayNode array = JsonNodeFactory.instance.arrayNode();
                Set<UUID> titled = titled(value, naming);
                value.forEach(name -> id(name, naming, titled).ifPresent(array::add));
                ids = array;
            } else {
                ids = id(value, naming, new HashSet<>()).<JsonNode>map(JsonNodeFactory.instance::stringNode)
                        .orElse(value);
            }
            return problems.size() == before ? Optional.of(ids) : Optional.empty();
        }

        /** The entries that a list names by title. */
        private Set<UUID> titled(JsonNode names, Naming naming) {
            return names.valueStream().flatMap(name -> valid(name, naming))
                    .flatMap(name -> ReferencedEntries.this.titled(name, naming).stream())
                    .collect(Collectors.toCollection(HashSet::new));
        }

        private Optional<String> id(JsonNode name, Naming naming, Set<UUID> titled) {
            try {
                return id(text(name, naming), naming, titled);
            } catch (InvalidInputException e) {
                problems.addAll(e.problems());
                return Optional.empty();
            }
        }

        /**
         * The entry with a name as its title, or else as its slug, or else a new one. Several titles make one slug, so an
         * entry that the list names by title is not the one with the slug.
         *
         * @param titled to which a new entry is added
         */
        private Optional<String> id(String text, Naming naming, Set<UUID> titled) {
            if (text.isEmpty()) {
                throw new InvalidInputException("/" + naming.field(), "must refer to other entries by slug or title");
            }
            if (EntryId.isId(text)) {
                return Optional.of(text);
            }
            Optional<UUID> found = ReferencedEntries.this.titled(text, naming)
                    .or(() -> withSlug(text, naming).filter(id -> !titled.contains(id)));
            if (found.isPresent()) {
                return found.map(UUID::toString);
            }
            Optional<UUID> created = create(text, naming);
            created.ifPresent(titled::add);
            return created.map(UUID::toString);
        }

        /** Empty if the name is not a valid title. */
        private Optional<UUID> create(String name, Naming naming) {
            ContentType type = types.get(naming.to().getFirst());
            ObjectNode fields = JsonNodeFactory.instance.objectNode().put(type.titleField(), name);
            try {
                return Optional.of(create(type, name, fields, naming));
            } catch (InvalidInputException e) {
                e.problems().forEach(problem -> problems.add(new Problem("/" + naming.field(),
                        "names the new entry '" + name + "', whose " + problem.pointer().replaceFirst("^/", "") + " "
                                + problem.message())));
                return Optional.empty();
            }
        }

        private UUID create(ContentType type, String name, ObjectNode fields, Naming naming) {
            if (request.earlier().knows(naming.to(), name)) {
                // Its values are among those of the earlier files.
                return ClaimedValues.after(Set.of(),
                        () -> saveEntry.create(type.name(), fields, naming.actor())).id();
            }
            Saved saved = saveEntry.create(type.name(), fields, naming.actor());
            created.add(new NamedEntry(type.name(), name, saved.id(), saved.slug()));
            return saved.id();
        }
    }
}
