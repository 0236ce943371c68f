package dev.headrace.admin.schema;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The kinds of interactions that models may allow. */
@Component
public class InteractionKinds {

    private final Map<String, InteractionKind> byOption = new HashMap<>();

    InteractionKinds(List<InteractionKind> kinds) {
        kinds.forEach(kind -> {
            if (byOption.put(kind.option(), kind) != null) {
                throw new IllegalStateException("two kinds of interactions have the option " + kind.option());
            }
        });
    }

    Optional<InteractionKind> find(String option) {
        return Optional.ofNullable(byOption.get(option));
    }

    /** What edges must know of the interactions that a type allows, by option. */
    public Map<String, JsonNode> forEdges(ContentType type) {
        Map<String, JsonNode> told = new LinkedHashMap<>();
        type.interactions().forEach((option, options) -> find(option).flatMap(kind -> kind.forEdges(options))
                .ifPresent(known -> told.put(option, known)));
        return told;
    }
}
