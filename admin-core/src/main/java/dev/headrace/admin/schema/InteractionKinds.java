package dev.headrace.admin.schema;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The available kinds of interactions. */
@Component
public class InteractionKinds {

    private final Map<String, InteractionKind> byOption = new HashMap<>();

    InteractionKinds(List<InteractionKind> kinds) {
        kinds.forEach(kind -> {
            if (byOption.put(kind.option(), kind) != null) {
                throw new IllegalStateException("duplicate interaction kind: " + kind.option());
            }
        });
    }

    Optional<InteractionKind> find(String option) {
        return Optional.ofNullable(byOption.get(option));
    }

    /** The options that edges need for the interactions of a type, by kind. */
    public Map<String, JsonNode> forEdges(ContentType type) {
        Map<String, JsonNode> result = new LinkedHashMap<>();
        type.interactions().forEach((option, options) -> find(option).flatMap(kind -> kind.forEdges(options))
                .ifPresent(known -> result.put(option, known)));
        return result;
    }

    /** The counts of each entry of a type, see {@link InteractionKind#metrics}. */
    public Map<String, String> metrics(ContentType type) {
        Map<String, String> result = new LinkedHashMap<>();
        type.interactions().forEach(
                (option, options) -> find(option).ifPresent(kind -> result.putAll(kind.metrics(options))));
        return result;
    }
}
