package dev.headrace.admin.content;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.content.FormField.Chosen;
import dev.headrace.admin.content.FormField.FormElement;
import dev.headrace.admin.finding.EntryRows;
import dev.headrace.admin.finding.EntryRow;
import dev.headrace.admin.schema.Block;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Field;
import dev.headrace.admin.schema.FieldPath;
import dev.headrace.admin.schema.Values;
import dev.headrace.admin.web.InvalidInputException.Problem;
import dev.headrace.model.EntryId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Builds forms from the model. */
@Component
class EntryForm {

    private final EntryRows entries;

    EntryForm(EntryRows entries) {
        this.entries = entries;
    }

    /**
     * A form.
     *
     * @param problems in the order of the form; those without a field first
     */
    record Form(List<FormField> fields, List<FormProblem> problems) {}

    /**
     * A validation error in a form.
     *
     * @param id of the control; null if it concerns the whole form
     * @param label display name of its place
     */
    record FormProblem(@Nullable String id, String label, String message) {}

    /**
     * The form of an entry.
     *
     * @param values the values to show, in API form; values that could not be parsed are strings
     * @param removed names of the controls whose hidden values the form removes
     */
    Form form(ContentType type, ObjectNode values, Set<String> removed, List<Problem> problems, String locale,
            Actor actor) {
        return new Building(problems, removed, rows(values, locale, actor)).form(type, values);
    }

    /** The fields of a form that only shows values. */
    List<FormField> shown(ContentType type, ObjectNode values, String locale, Actor actor) {
        return form(type, values, Set.of(), List.of(), locale, actor).fields();
    }

    /** A new list element with the default values of its fields. */
    FormElement blankElement(Field list, @Nullable Block block, String path, String control, String locale,
            Actor actor) {
        String key = Values.newKey();
        ObjectNode element = JsonNodeFactory.instance.objectNode().put(FormTree.KEY, key);
        if (block != null) {
            element.put(FormTree.TYPE, block.name());
        }
        fieldsOf(list, block).forEach((name, field) -> {
            if (field.defaultValue() != null) {
                element.set(name, field.defaultValue());
            }
        });
        return new Building(List.of(), Set.of(), rows(element, locale, actor)).element(list, element, path, control,
                FieldPath.ROOT.child("new"), 0);
    }

    private static SequencedMap<String, Field> fieldsOf(Field list, @Nullable Block block) {
        return block == null ? list.groupFields().orElseThrow() : block.fields();
    }

    /** Rows for all values that look like entry ids. */
    private Map<UUID, EntryRow> rows(JsonNode values, String locale, Actor actor) {
        Set<UUID> ids = new LinkedHashSet<>();
        collectIds(values, ids);
        return entries.byId(ids, locale, actor);
    }

    private static void collectIds(JsonNode value, Set<UUID> ids) {
        if (value.isString() && EntryId.isId(value.stringValue())) {
            ids.add(UUID.fromString(value.stringValue()));
        } else if (value.isContainer()) {
            value.forEach(each -> collectIds(each, ids));
        }
    }

    /** One form being built. */
    private static final class Building {

        private final Map<String, String> messages = new LinkedHashMap<>();
        private final Set<String> removed;
        private final Map<UUID, EntryRow> rows;
        private final List<FormProblem> found = new ArrayList<>();

        Building(List<Problem> problems, Set<String> removed, Map<UUID, EntryRow> rows) {
            problems.forEach(problem -> messages.merge(problem.pointer(), problem.message(),
                    (one, two) -> one + "; " + two));
            this.removed = removed;
            this.rows = rows;
        }

        Form form(ContentType type, ObjectNode values) {
            List<FormField> fields = fields(type.fields(), values, "", FormTree.ROOT, FieldPath.ROOT, "");
            messages.forEach((pointer, message) -> found.addFirst(new FormProblem(null, pointer, message)));
            return new Form(fields, found);
        }

        private List<FormField> fields(SequencedMap<String, Field> fields, JsonNode values, String path,
                String control, FieldPath at, String label) {
            return fields.values().stream().map(field -> field(field, values.path(field.name()),
                    path.isEmpty() ? field.name() : path + "." + field.name(), control + "/" + field.name(),
                    at.child(field.name()), label.isEmpty() ? field.label() : label + " › " + field.label())).toList();
        }

        private FormField field(Field field, JsonNode value, String path, String control, FieldPath at,
                String label) {
            boolean first = found.isEmpty();
            String problem = problem(at, control, label);
            List<String> texts = field.texts(value);
            List<FormField> inner = field.groupFields().isPresent() && !field.many()
                    ? fields(field.groupFields().get(), value, path, control, at, label)
                    : List.of();
            return new FormField(field, path, control, texts, field.isReference() ? chosen(texts) : List.of(),
                    !field.canShow(value) || removed.contains(control), removed.contains(control), problem,
                    first && problem != null, inner,
                    elements(field, value, path, control, at, label));
        }

        private List<FormElement> elements(Field field, JsonNode value, String path, String control, FieldPath at,
                String label) {
            List<FormElement> elements = new ArrayList<>();
            if (value.isArray() && (field.groupFields().isPresent() || field.blocks().isPresent())) {
                for (int i = 0; i < value.size(); i++) {
                    if (value.get(i).isObject() && known(field, value.get(i))) {
                        elements.add(element(field, value.get(i), path, control, at.element(i), i, label));
                    }
                }
            }
            return elements;
        }

        private static boolean known(Field list, JsonNode element) {
            return list.groupFields().isPresent() || block(list, element) != null;
        }

        private static @Nullable Block block(Field list, JsonNode element) {
            return list.blocks().map(blocks -> blocks.get(element.path(FormTree.TYPE).asString(""))).orElse(null);
        }

        FormElement element(Field list, JsonNode element, String path, String control, FieldPath at, int position) {
            return element(list, element, path, control, at, position, list.label());
        }

        private FormElement element(Field list, JsonNode element, String path, String control, FieldPath at,
                int position, String label) {
            Block block = block(list, element);
            String key = element.path(FormTree.KEY).asString("");
            String own = label + " " + (position + 1);
            String elementControl = control + "/" + key;
            return new FormElement(key, block, elementControl,
                    block == null ? list.label() : block.label(), problem(at, elementControl, own),
                    fields(fieldsOf(list, block), element, block == null ? path : path + "." + block.name(),
                            elementControl, at, own));
        }

        private @Nullable String problem(FieldPath at, String control, String label) {
            String message = messages.remove(at.pointer());
            if (message != null) {
                found.add(new FormProblem(FormField.id(control), label, message));
            }
            return message;
        }

        private List<Chosen> chosen(List<String> texts) {
            return texts.stream().filter(EntryId::isId).map(UUID::fromString).map(id -> new Chosen(id, rows.get(id)))
                    .toList();
        }
    }

    /** The field at a path of names of fields and block types. */
    static Optional<Field> find(ContentType type, String path) {
        SequencedMap<String, Field> fields = type.fields();
        Field found = null;
        List<String> steps = List.of(path.split("\\."));
        for (int i = 0; i < steps.size(); i++) {
            found = fields.get(steps.get(i));
            if (found == null) {
                return Optional.empty();
            }
            if (i + 1 < steps.size()) {
                Optional<SequencedMap<String, Field>> inner = found.groupFields();
                if (found.blocks().isPresent()) {
                    inner = Optional.ofNullable(found.blocks().get().get(steps.get(++i))).map(Block::fields);
                }
                if (inner.isEmpty()) {
                    return Optional.empty();
                }
                fields = inner.get();
            }
        }
        return Optional.ofNullable(found);
    }
}
