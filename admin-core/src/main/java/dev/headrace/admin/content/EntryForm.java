package dev.headrace.admin.content;

import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Field;
import dev.headrace.admin.schema.FieldType;
import dev.headrace.admin.web.InvalidInputException.Problem;
import dev.headrace.model.EntryId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Makes forms from the model. */
@Component
class EntryForm {

    private final EntryLists lists;

    EntryForm(EntryLists lists) {
        this.lists = lists;
    }

    /**
     * The fields of a form, with what is wrong at each.
     *
     * @param texts what stands in each field
     */
    List<FormField> fields(ContentType type, Map<String, List<String>> texts, List<Problem> problems) {
        Map<String, String> wrong = new LinkedHashMap<>();
        problems.forEach(problem -> wrong.merge(fieldOf(problem), problem.message(), (one, two) -> one + "; " + two));
        Map<UUID, EntryLists.Row> rows = lists.rows(references(type, texts));
        String first = type.fields().keySet().stream().filter(wrong::containsKey).findFirst().orElse("");
        List<FormField> fields = new ArrayList<>();
        type.fields().forEach((name, field) -> {
            List<String> own = texts.getOrDefault(name, List.of());
            fields.add(new FormField(field, own, chosen(field, own, rows), wrong.get(name), name.equals(first)));
        });
        return fields;
    }

    /** What an entry has by now and a form that is being filled in has not. */
    Conflict conflict(ContentType type, Entry theirs, Map<String, List<String>> mine) {
        Map<String, List<String>> now = FieldTexts.of(type, theirs.fields());
        return new Conflict(theirs, fields(type, now, List.of()).stream()
                .filter(field -> !field.texts().equals(mine.get(field.name()))).toList());
    }

    /** The field that a problem is about. */
    private static String fieldOf(Problem problem) {
        String[] steps = problem.pointer().split("/", 3);
        return steps.length < 2 ? "" : steps[1];
    }

    private static List<UUID> references(ContentType type, Map<String, List<String>> texts) {
        return type.fields().values().stream().flatMap(field -> ids(field, texts.getOrDefault(field.name(), List.of()))
                .stream()).distinct().toList();
    }

    private static List<EntryLists.Row> chosen(Field field, List<String> texts, Map<UUID, EntryLists.Row> rows) {
        return ids(field, texts).stream().flatMap(id -> Stream.ofNullable(rows.get(id))).toList();
    }

    private static List<UUID> ids(Field field, List<String> texts) {
        return field.type() instanceof FieldType.Reference
                ? texts.stream().filter(EntryId::isId).map(UUID::fromString).toList()
                : List.of();
    }
}
