package dev.headrace.admin.publishing;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import dev.headrace.admin.content.ReferenceTargets;
import dev.headrace.admin.publishing.Publications.NewValues;
import dev.headrace.admin.schema.Field;
import dev.headrace.admin.schema.FieldPath;
import dev.headrace.admin.schema.Values;
import dev.headrace.admin.schema.Values.Reference;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.InvalidInputException.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Checks everything that is about to be published. Drafts may have values that the model does not allow, and may refer to
 * entries that were purged or whose types a field no longer allows.
 */
@Component
class PublicationChecks {

    private final ReferenceTargets targets;

    PublicationChecks(ReferenceTargets targets) {
        this.targets = targets;
    }

    /**
     * @throws InvalidInputException naming each missing or invalid value. If there are several entries or locales, pointers
     *     are prefixed with both
     */
    void check(List<NewValues> all) {
        Map<UUID, String> types = targets.types(all.stream()
                .flatMap(each -> Values.targets(each.type(), each.fields()).stream()).collect(toSet()));
        List<Problem> problems = new ArrayList<>();
        for (NewValues each : all) {
            String prefix = all.size() == 1 ? "" : "/" + each.key().entryId() + "/" + each.key().locale();
            problems(each, types).forEach(
                    problem -> problems.add(new Problem(prefix + problem.pointer(), problem.message())));
        }
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
    }

    private static List<Problem> problems(NewValues values, Map<UUID, String> types) {
        List<Problem> problems = new ArrayList<>(Values.obstacles(values.type(), values.fields()));
        Map<FieldPath, List<Reference>> byPlace = Values.references(values.type(), values.fields()).stream()
                .collect(groupingBy(Reference::path, LinkedHashMap::new, toList()));
        byPlace.forEach((path, references) -> {
            Field field = references.getFirst().field();
            if (field.required() && references.stream().noneMatch(each -> types.containsKey(each.target()))) {
                problems.add(new Problem(path.pointer(), "is required, and refers to nothing that exists"));
            }
            references.stream().filter(each -> !field.targets().contains(types.getOrDefault(each.target(),
                    field.targets().getFirst()))).forEach(each -> problems.add(wrongType(each, types)));
        });
        return problems;
    }

    private static Problem wrongType(Reference reference, Map<UUID, String> types) {
        return new Problem(reference.path().pointer(),
                "refers to entry " + reference.target() + ", which is of type '" + types.get(reference.target())
                        + "' and not " + String.join(" or ", reference.field().targets()));
    }
}
