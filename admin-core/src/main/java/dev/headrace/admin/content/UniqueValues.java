package dev.headrace.admin.content;

import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Field;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.InvalidInputException.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Who uses which value of a unique field. A value is an entry's as long as its draft or its publication has it, so that
 * nothing that is published can be taken over by another draft.
 */
@Component
public class UniqueValues {

    private static final UUID NOBODY = new UUID(0, 0);

    private final JdbcClient jdbc;

    UniqueValues(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Takes the values of an entry's draft.
     *
     * @throws InvalidInputException naming each field whose value belongs to another entry
     */
    void claimForDraft(ContentType type, UUID entry, JsonNode fields) {
        List<Problem> problems = new ArrayList<>();
        jdbc.sql("update unique_value set in_draft = false where entry_id = :entry and in_publication")
                .param("entry", entry).update();
        jdbc.sql("delete from unique_value where entry_id = :entry and not in_publication").param("entry", entry)
                .update();
        for (Field field : type.fields().values()) {
            if (field.unique() && fields.has(field.name())
                    && !claim(type.name(), field.name(), text(fields.path(field.name())), entry)) {
                problems.add(new Problem("/" + field.name(), "is used by another entry already"));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
    }

    /** What is published now is what the draft has. */
    public void keepForPublication(UUID entry) {
        jdbc.sql("delete from unique_value where entry_id = :entry and not in_draft").param("entry", entry).update();
        jdbc.sql("update unique_value set in_publication = true where entry_id = :entry").param("entry", entry)
                .update();
    }

    /** Nothing is published any more. */
    public void releaseFromPublication(UUID entry) {
        jdbc.sql("delete from unique_value where entry_id = :entry and not in_draft").param("entry", entry).update();
        jdbc.sql("update unique_value set in_publication = false where entry_id = :entry").param("entry", entry)
                .update();
    }

    /** Whether any entry uses a value. */
    public boolean isTaken(String type, String field, String value) {
        return isTaken(type, field, value, NOBODY);
    }

    /** Whether any entry other than the given one uses a value. */
    boolean isTaken(String type, String field, String value, UUID butBy) {
        return jdbc.sql("""
                select exists (select from unique_value
                where type = :type and field = :field and value = unique_key(:value) and entry_id <> :entry)""")
                .param("type", type)
                .param("field", field).param("value", value).param("entry", butBy).query(Boolean.class).single();
    }

    /** As PostgreSQL writes it, too: {@code fields ->> 'name'}. */
    private static String text(JsonNode value) {
        return value.isNumber() ? value.decimalValue().toPlainString() : value.asString();
    }

    private boolean claim(String type, String field, String value, UUID entry) {
        return jdbc.sql("""
                insert into unique_value (type, field, value, entry_id, in_draft)
                values (:type, :field, unique_key(:value), :entry, true)
                on conflict (type, field, value) do update set in_draft = true where unique_value.entry_id = :entry""")
                .param("type", type).param("field", field).param("value", value).param("entry", entry).update() == 1;
    }
}
