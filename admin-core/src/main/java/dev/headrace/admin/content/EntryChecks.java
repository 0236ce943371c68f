package dev.headrace.admin.content;

import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Field;
import dev.headrace.admin.schema.FieldType;
import dev.headrace.admin.schema.InvalidValueException;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.InvalidInputException.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the model asks of an entry's fields. A draft may be incomplete but not wrong; a publication must be complete. */
@Component
public class EntryChecks {

    private final JdbcClient jdbc;

    EntryChecks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The fields in the form in which they are stored: those of the type, in its order, without empty ones.
     *
     * @throws InvalidInputException naming each field that is wrong
     */
    ObjectNode checkDraft(ContentType type, ObjectNode input) {
        List<Problem> problems = new ArrayList<>();
        for (String name : input.propertyNames()) {
            if (type.field(name).isEmpty()) {
                problems.add(new Problem("/" + name, "is no field of the type '" + type.name() + "'"));
            }
        }
        ObjectNode checked = JsonNodeFactory.instance.objectNode();
        for (Field field : type.fields().values()) {
            JsonNode value = input.path(field.name());
            if (!isEmpty(value)) {
                try {
                    checked.set(field.name(), field.type().normalize(value));
                } catch (InvalidValueException e) {
                    problems.add(new Problem("/" + field.name(), e.reason()));
                }
            }
        }
        checkReferences(type, checked, problems);
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        return checked;
    }

    /** @throws InvalidInputException naming each required field that is empty */
    public void checkComplete(ContentType type, ObjectNode fields) {
        List<Problem> problems = type.fields().values().stream()
                .filter(field -> field.required() && isEmpty(fields.path(field.name())))
                .map(field -> new Problem("/" + field.name(), "is required")).toList();
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
    }

    private void checkReferences(ContentType type, ObjectNode fields, List<Problem> problems) {
        Map<UUID, String> known = typesOf(References.ids(type, fields));
        for (Field field : type.fields().values()) {
            if (field.type() instanceof FieldType.Reference(List<String> to, _)) {
                for (UUID id : References.ids(fields.path(field.name()))) {
                    String found = known.get(id);
                    if (found == null) {
                        problems.add(
                                new Problem("/" + field.name(), "names the entry " + id + ", which does not exist"));
                    } else if (!to.contains(found)) {
                        problems.add(new Problem("/" + field.name(), "names the entry " + id + ", which is of type '"
                                + found + "' and not " + String.join(" or ", to)));
                    }
                }
            }
        }
    }

    private Map<UUID, String> typesOf(List<UUID> ids) {
        Map<UUID, String> types = new HashMap<>();
        if (!ids.isEmpty()) {
            jdbc.sql("select id, type from entry where id = any (:ids)").param("ids", ids.toArray(UUID[]::new))
                    .query(row -> {
                        types.put(row.getObject("id", UUID.class), row.getString("type"));
                    });
        }
        return types;
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isMissingNode() || value.isNull() || (value.isArray() && value.isEmpty())
                || (value.isString() && value.stringValue().isEmpty());
    }
}
