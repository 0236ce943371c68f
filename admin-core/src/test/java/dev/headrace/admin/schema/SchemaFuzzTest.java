package dev.headrace.admin.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.schema.SchemaPlan.Omitted;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.RefusedException;
import dev.headrace.testkit.fuzz.Fuzz;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

@Tag("attack")
class SchemaFuzzTest {

    /** A type with a field of each kind. */
    private static final Model MODEL = TestModels.of("""
            types:
              page:
                title: title
                fields:
                  title: {type: text, max: 200, localized: true}
                  slug: {type: slug, from: title, unique: true}
                  body: {type: markdown}
                  price: {type: number, max: 1000000}
                  count: {type: number, integer: true}
                  date: {type: datetime}
                  on: {type: boolean}
                  color: {type: enum, values: [red, blue]}
                  site: {type: url}
                  mail: {type: email}
                  parent: {type: reference, to: [page]}
                  tags: {type: reference, to: [page], many: true}
                  seo: {type: group, fields: {note: {type: text}}}
                  rows: {type: group, many: true, fields: {cell: {type: text}}}
                  parts: {type: blocks, of: {quote: {fields: {text: {type: text, required: true}}}}}
            """);
    private static final InteractionKinds KINDS = TestModels.NO_KINDS;
    private static final ContentType PAGE = MODEL.type("page");
    /** As request bodies are read. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    /** A model that is accepted is the same after it was written and read again. */
    @Test
    void modelFiles() {
        Fuzz.of("model-files").refusedWith(InvalidInputException.class, RefusedException.class)
                .allocating(4 * 1024 * 1024, 5_000).texts(yaml -> {
                    Model model = TestModels.apply(MODEL, yaml);
                    assertThat(TestModels.plan(model, SchemaFile.write(model), Omitted.TYPES_DELETED).steps())
                            .isEmpty();
                });
    }

    /** Definitions that are sent to the API: one that is accepted is the same after it was written and read again. */
    @Test
    void definitions() {
        Fuzz.of("definitions").refusedWith(InvalidInputException.class, JacksonException.class,
                NumberFormatException.class, RefusedException.class).allocating(4 * 1024 * 1024, 5_000).texts(json -> {
                    Model model = TestModels.apply(MODEL, SchemaFile.readOne("other", JSON.readTree(json), KINDS));
                    ContentType type = model.type("other");
                    JsonNode written = DefinitionWriter.write(type);
                    assertThat(SchemaPlan.between(model, SchemaFile.readOne("other", written, KINDS),
                            Omitted.FIELDS_REMOVED, List.of()).steps()).isEmpty();
                });
    }

    /** What is stored can be shown, and reading what is shown changes nothing. */
    @Test
    void values() {
        Fuzz.of("values").upTo(50_000)
                .refusedWith(InvalidInputException.class, JacksonException.class, NumberFormatException.class)
                .allocating(2 * 1024 * 1024, 1_000).texts(json -> {
                    JsonNode input = JSON.readTree(json);
                    ObjectNode stored = Values.read(PAGE, input, MissingNode.getInstance());
                    ObjectNode shown = Values.show(PAGE, stored);
                    assertThat(Values.read(PAGE, shown, stored)).isEqualTo(stored);
                    assertThat(Values.unfit(PAGE, stored)).isEmpty();
                    assertThat(Values.uniques(PAGE, stored)).hasSizeLessThan(2);
                    assertThat(Values.references(PAGE, stored)).allMatch(reference -> reference.target() != null);
                    assertThat(Values.title(PAGE, stored) + Values.slug(PAGE, stored) + Values.searchText(PAGE, stored))
                            .isNotNull();
                });
    }

    /** A text in the control of each field, and as a filter. */
    @Test
    void fieldTexts() {
        Fuzz.of("field-texts").upTo(50_000).including("\u0f73".repeat(50_000), "\uff9e\u0316".repeat(25_000))
                .allocating(2 * 1024 * 1024, 1_000).texts(text -> {
                    for (Field field : PAGE.fields().values()) {
                        ObjectNode input = JSON.createObjectNode();
                        input.set(field.name(), field.valueOf(List.of(text), MissingNode.getInstance()));
                        try {
                            ObjectNode stored = Values.read(PAGE, input, MissingNode.getInstance());
                            assertThat(field.texts(stored.path(field.id()))).hasSizeLessThan(2);
                            assertThat(field.filterText(text)).isNotNull();
                        } catch (InvalidInputException e) {
                            assertThat(e.problems()).isNotEmpty();
                        }
                    }
                });
    }
}
