package dev.headrace.admin.content;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.FieldPath;
import dev.headrace.admin.schema.Values;
import dev.headrace.admin.schema.Values.Reference;
import dev.headrace.admin.web.InvalidInputException.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * What prevents the publication of a draft: missing required values, values that the model does not allow any more, and
 * references to entries that were purged or whose types a field does not allow any more.
 */
@Component
public class PublicationObstacles {

    private final ReferenceTargets targets;

    PublicationObstacles(ReferenceTargets targets) {
        this.targets = targets;
    }

    /** Finds the obstacles of drafts. */
    public interface Check {
        List<Problem> of(ContentType type, ObjectNode stored);
    }

    public List<Problem> of(ContentType type, ObjectNode stored) {
        return among(Values.targets(type, stored)).of(type, stored);
    }

    /** For many drafts, which refer to no other entries than these: looks them up once. */
    public Check among(Set<UUID> entries) {
        Map<UUID, String> types = targets.types(entries);
        return (type, stored) -> Stream.concat(Values.obstacles(type, stored).stream(),
                ofReferences(Values.references(type, stored), types).stream()).toList();
    }

    private static List<Problem> ofReferences(List<Reference> references, Map<UUID, String> types) {
        List<Problem> problems = new ArrayList<>();
        Map<FieldPath, List<Reference>> byPlace = references.stream()
                .collect(groupingBy(Reference::path, LinkedHashMap::new, toList()));
        byPlace.forEach((path, present) -> {
            boolean dangling = present.stream().noneMatch(reference -> types.containsKey(reference.target()));
            if (dangling && present.getFirst().field().required()) {
                problems.add(new Problem(path.pointer(), "is required, and refers to nothing that exists"));
            }
            present.forEach(reference -> EntryReferences.otherType(reference, types.get(reference.target()))
                    .ifPresent(problems::add));
        });
        return problems;
    }
}
