package dev.headrace.admin.schema;

import dev.headrace.admin.schema.ContentType.Lists;
import dev.headrace.admin.schema.ContentType.Search;
import dev.headrace.admin.schema.ContentType.View;
import dev.headrace.model.PublishedModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Reads a type's definition strictly: unknown keys and invalid values are reported with their location.
 * {@link ModelRules} checks how its parts fit together, and with other types.
 */
final class DefinitionReader {

    private final ModelProblems problems;
    private final InteractionKinds kinds;
    private final boolean stored;

    private DefinitionReader(ModelProblems problems, InteractionKinds kinds, boolean stored) {
        this.problems = problems;
        this.kinds = kinds;
        this.stored = stored;
    }

    /** For definitions in model files and API calls. */
    static DefinitionReader written(ModelProblems problems, InteractionKinds kinds) {
        return new DefinitionReader(problems, kinds, false);
    }

    /** For definitions as {@link DefinitionWriter#stored} writes them. */
    static DefinitionReader stored(ModelProblems problems, InteractionKinds kinds) {
        return new DefinitionReader(problems, kinds, true);
    }

    /**
     * The definition of a type.
     *
     * @param pointer its location in the file
     * @param formerNames pointers of renamed fields and blocks to their former names
     * @param parts the keys of the definition, such as {@code views}
     * @param missingKinds kinds of interactions without a module; their options are not checked
     */
    record Definition(ContentType type, String pointer, Map<String, String> formerNames, Set<String> parts,
            Set<String> missingKinds) {
        Definition {
            formerNames = Map.copyOf(formerNames);
            parts = Set.copyOf(parts);
            missingKinds = Set.copyOf(missingKinds);
        }
    }

    Definition read(String id, String name, JsonNode json, String pointer) {
        if (!name.matches(FieldReader.NAME_PATTERN)) {
            problems.add(pointer, "the name of a type " + FieldReader.NAME_PROBLEM);
        }
        Reading reading = new Reading(json, pointer, problems);
        String label = reading.string("name", name);
        FieldReader fieldReader = new FieldReader(problems, stored);
        SequencedMap<String, Field> fields = fieldReader.fields(reading, 1);
        String titleField = reading.string("title", fields.isEmpty() ? "title" : fields.firstEntry().getKey());
        SequencedMap<String, View> views = views(reading);
        Lists lists = lists(reading);
        Search search = search(reading);
        SequencedMap<String, JsonNode> interactions = interactions(reading);
        reading.rejectUnknownKeys();
        ContentType type = new ContentType(id, name, label, titleField, fields, views, lists, search, interactions);
        return new Definition(type, pointer, fieldReader.formerNames(), Set.copyOf(reading.names()),
                interactions.keySet().stream().filter(kind -> kinds.find(kind).isEmpty()).collect(Collectors.toSet()));
    }

    private SequencedMap<String, View> views(Reading type) {
        SequencedMap<String, View> views = new LinkedHashMap<>();
        if (!type.has("views")) {
            return views;
        }
        Reading all = type.object("views");
        for (String name : all.names()) {
            if (!name.matches(FieldReader.NAME_PATTERN)) {
                problems.add(all.pointer(name), "the name of a view " + FieldReader.NAME_PROBLEM);
            }
            Reading view = all.object(name);
            List<String> shown = view.has("fields") ? view.strings("fields", true) : null;
            views.put(name, new View(shown, include(view)));
            view.rejectUnknownKeys();
        }
        return views;
    }

    /** A list of reference fields, or an object of them with the views to embed. */
    private static SequencedMap<String, Optional<String>> include(Reading view) {
        SequencedMap<String, Optional<String>> include = new LinkedHashMap<>();
        if (view.isObject("include")) {
            Reading paths = view.object("include");
            paths.names().forEach(path -> include.put(path, Optional.ofNullable(paths.optionalString(path))));
        } else {
            view.strings("include", false).forEach(path -> include.put(path, Optional.empty()));
        }
        return include;
    }

    private static Lists lists(Reading type) {
        if (!type.has("lists")) {
            return Lists.NONE;
        }
        Reading reading = type.object("lists");
        Lists lists = new Lists(reading.strings("filter", false), reading.strings("sort", false),
                reading.string("view", PublishedModel.FULL));
        reading.rejectUnknownKeys();
        return lists;
    }

    private static Search search(Reading type) {
        if (!type.has("search")) {
            return Search.NONE;
        }
        Reading reading = type.object("search");
        Search search = new Search(reading.strings("fields", false), reading.strings("facets", false));
        reading.rejectUnknownKeys();
        return search;
    }

    private SequencedMap<String, JsonNode> interactions(Reading type) {
        SequencedMap<String, JsonNode> interactions = new LinkedHashMap<>();
        if (!type.has("interactions")) {
            return interactions;
        }
        Reading all = type.object("interactions");
        for (String name : all.names()) {
            interactions.put(name, options(name, all));
        }
        return interactions;
    }

    /** A kind whose module is missing keeps its options until the module is available again. */
    private JsonNode options(String name, Reading all) {
        Optional<InteractionKind> kind = kinds.find(name);
        if (kind.isEmpty()) {
            return Objects.requireNonNullElse(all.any(name), JsonNodeFactory.instance.objectNode());
        }
        InteractionOptions options = new InteractionOptions(all.object(name), problems);
        kind.get().check(options);
        return options.checked();
    }
}
