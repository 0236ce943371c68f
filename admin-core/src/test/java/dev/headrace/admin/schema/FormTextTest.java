package dev.headrace.admin.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;

class FormTextTest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
    private static final ContentType TYPE = TestModels.of("""
            types:
              page:
                title: text
                fields:
                  text: {type: text}
                  number: {type: number}
                  integer: {type: number, integer: true}
                  boolean: {type: boolean}
                  required: {type: boolean, required: true}
                  datetime: {type: datetime}
                  enum: {type: enum, values: [a, b]}
                  slug: {type: slug}
                  url: {type: url}
                  email: {type: email}
                  other: {type: reference, to: [page]}
                  others: {type: reference, to: [page], many: true}
            """).type("page");

    @ParameterizedTest
    @CsvSource({"text, 2, 2", "text, 1.5, 1.5", "enum, true, true", "slug, 2026, 2026"})
    void aValueFromBeforeTheFieldBecameATextIsSubmittedAsTheTextThatIsShown(String field, String stored, String text) {
        JsonNode value = JSON.readTree(stored);

        assertThat(field(field).texts(value)).containsExactly(text);
        assertThat(field(field).valueOf(List.of(text), value)).isEqualTo(JsonNodeFactory.instance.stringNode(text));
        assertThat(field(field).valueOf(List.of(), JSON.readTree("null")).isNull()).isTrue();
    }

    /** The control shows a stored value as a text, and the text makes the value again. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            text     | "a b"                    | a b
            number   | 1.5                      | 1.5
            number   | -0.000001                | -0.000001
            number   | 1000000                  | 1000000
            integer  | 12                       | 12
            boolean  | true                     | true
            datetime | "2026-03-14T08:00:00Z"   | 2026-03-14T08:00
            datetime | "2026-03-14T08:00:01Z"   | 2026-03-14T08:00:01
            datetime | "2026-03-14T08:00:00.5Z" | 2026-03-14T08:00:00.5
            enum     | "b"                      | b
            slug     | "a-b"                    | a-b
            url      | "https://example.org/"   | https://example.org/
            email    | "a@example.org"          | a@example.org
            """)
    void aTextIsWhatTheStoredValueLooksLike(String field, String stored, String text) {
        JsonNode value = JSON.readTree(stored);

        assertThat(field(field).texts(value)).containsExactly(text);
        assertThat(field(field).valueOf(List.of(text), value)).isSameAs(value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            text     | ' a '                | " a "
            number   | ' 7 '                | 7
            number   | 1e3                  | 1E+3
            number   | seven                | "seven"
            number   | ''                   | ""
            boolean  | true                 | true
            datetime | 2026-03-14T08:00     | "2026-03-14T08:00Z"
            slug     | ' a-b '              | "a-b"
            url      | ' https://a.example ' | "https://a.example"
            email    | ' a@example.org '    | "a@example.org"
            """)
    void newTextsAreConvertedWithoutBeingValidated(String field, String text, String expected) {
        assertThat(field(field).valueOf(List.of(text), MissingNode.getInstance())).hasToString(expected);
    }

    /** Written without an exponent, these would fill the memory. */
    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "-1e999999999", "1e-999999999", "1e31"})
    void endlessNumbersStayTexts(String text) {
        JsonNode value = field("number").valueOf(List.of(text), MissingNode.getInstance());

        assertThat(value.isString()).isTrue();
        assertThat(field("number").texts(value)).containsExactly(text);
        assertThat(field("number").texts(JSON.readTree("1e999999999"))).containsExactly("1E+999999999");
    }

    @Test
    void withoutATextThereIsNoValue() {
        for (String field : List.of("text", "number", "datetime", "enum", "slug", "url", "email", "other", "boolean")) {
            assertThat(field(field).valueOf(List.of(), MissingNode.getInstance()).isNull()).as(field).isTrue();
        }
    }

    @Test
    void anUncheckedBoxMeansNoIfThereWasAValueOrOneIsRequired() {
        assertThat(field("boolean").valueOf(List.of(), JSON.readTree("true")).booleanValue()).isFalse();
        assertThat(field("required").valueOf(List.of(), MissingNode.getInstance()).booleanValue()).isFalse();
    }

    @Test
    void referencesAreIds() {
        String one = "01a20632-9b38-71f7-ac48-4ff92e0cdef3";
        String other = "01a20632-9b38-71f7-ac48-4ff92e0cdef4";

        assertThat(field("other").valueOf(List.of(one), MissingNode.getInstance()).stringValue()).isEqualTo(one);
        JsonNode many = field("others").valueOf(List.of(one, other), MissingNode.getInstance());
        assertThat(field("others").texts(many)).containsExactly(one, other);
        assertThat(field("others").valueOf(List.of(), many)).isEmpty();
    }

    private static Field field(String name) {
        return TYPE.field(name).orElseThrow();
    }
}
