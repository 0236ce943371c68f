package dev.headrace.admin.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.testkit.Eventually;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class SharedUniquesTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Model model = TestModels.of("""
            locales: {en: {}, de: {}}
            types: {page: {fields: {title: {type: text}, code: {type: text, unique: true},
              local: {type: text, unique: true, localized: true},
              rows: {type: group, many: true, fields: {key: {type: text, unique: true}}}}}}""");

    @Test
    void someEntriesWithTheFirstSharedValueAreNamed() {
        SharedUniques uniques = uniques("code");
        for (long id = 1; id <= 5; id++) {
            uniques.entry(new UUID(0, id), Map.of("en", value("code", "X")));
        }
        uniques.entry(new UUID(0, 6), Map.of("en", value("code", "Y")));
        uniques.entry(new UUID(0, 7), Map.of("en", value("code", "Y")));
        uniques.entry(new UUID(0, 8), Map.of("en", value("code", "Z")));

        assertThat(uniques.problem(ids -> Map.of(new UUID(0, 2), "Two"))).hasValue("cannot be unique: 2 values occur"
                + " more than once, such as 'X' in " + new UUID(0, 1) + ", 'Two' (" + new UUID(0, 2) + "), "
                + new UUID(0, 3));
    }

    @Test
    void anEntryMayHaveAValueInItsDraftAndItsPublication() {
        SharedUniques uniques = uniques("code");
        uniques.entry(new UUID(0, 1), Map.of("en", value("code", "X"), "de", value("code", "X")));
        uniques.entry(new UUID(0, 1), Map.of("en", value("code", "X")));

        assertThat(uniques.problem(ids -> Map.of())).isEmpty();
    }

    @Test
    void localizedValuesAreSharedOnlyWithinALocale() {
        SharedUniques uniques = uniques("local");
        uniques.entry(new UUID(0, 1), Map.of("en", value("local", "X")));
        uniques.entry(new UUID(0, 2), Map.of("de", value("local", "X")));
        assertThat(uniques.problem(ids -> Map.of())).isEmpty();

        uniques.entry(new UUID(0, 3), Map.of("de", value("local", "X")));
        assertThat(uniques.problem(ids -> Map.of())).hasValueSatisfying(problem -> assertThat(problem)
                .contains("1 value", new UUID(0, 2).toString(), new UUID(0, 3).toString())
                .doesNotContain(new UUID(0, 1).toString()));
    }

    @Test
    void aValueMayBeRepeatedInsideOneEntry() {
        Field rows = model.type("page").field("rows").orElseThrow();
        Field key = model.type("page").everyField().filter(field -> field.name().equals("key")).findFirst()
                .orElseThrow();
        SharedUniques uniques = new SharedUniques(rows, key.id(), model.locales());
        ObjectNode stored = JSON.objectNode();
        stored.putArray(rows.id()).add(JSON.objectNode().put("_key", "a").put(key.id(), "k"))
                .add(JSON.objectNode().put("_key", "b").put(key.id(), "k"))
                .add(JSON.objectNode().put("_key", "c").put(key.id(), "k"));

        uniques.entry(new UUID(0, 1), Map.of("en", stored));

        assertThat(uniques.problem(ids -> ids.stream().collect(Collectors.toMap(id -> id, _ -> "One")))).hasValue(
                "cannot be unique: 1 value occurs more than once, such as 'k' in 'One' (" + new UUID(0, 1) + ")");
    }

    /** The values of all entries would not fit into memory. */
    @Test
    void valuesAreNotKept() {
        SharedUniques uniques = uniques("code");
        List<WeakReference<String>> texts = new ArrayList<>();
        for (int i = 2; i < 22; i++) {
            texts.add(addTo(uniques, new UUID(0, i), "long ".repeat(50) + i / 2));
        }

        Eventually.holds("the values are collected", () -> {
            System.gc();
            return texts.stream().allMatch(text -> text.get() == null);
        });
        assertThat(uniques.problem(ids -> Map.of())).hasValueSatisfying(
                problem -> assertThat(problem).contains("10 values occur more than once"));
    }

    private WeakReference<String> addTo(SharedUniques uniques, UUID entry, String text) {
        uniques.entry(entry, Map.of("en", value("code", text)));
        return new WeakReference<>(text);
    }

    private SharedUniques uniques(String field) {
        Field unique = model.type("page").field(field).orElseThrow();
        return new SharedUniques(unique, unique.id(), model.locales());
    }

    private ObjectNode value(String field, String text) {
        return JSON.objectNode().put(model.type("page").field(field).orElseThrow().id(), text);
    }
}
