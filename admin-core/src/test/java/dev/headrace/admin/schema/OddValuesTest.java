package dev.headrace.admin.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.headrace.admin.web.InvalidInputException.Problem;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Values that people have and simple checks get wrong. */
@Tag("attack")
class OddValuesTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @Test
    void composedAndDecomposedTextsAreOneValue() {
        assertThat(new Scalar.Text(0, 100).normalize(StringNode.valueOf("cafe\u0301")).stringValue())
                .isEqualTo("caf\u00e9");
        assertThat(new Scalar.Enumeration(List.of("caf\u00e9", "bar")).normalize(StringNode.valueOf("cafe\u0301"))
                .stringValue()).isEqualTo("caf\u00e9");
    }

    /** Sorting so many marks takes quadratic time: hours. */
    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void endlessCombiningMarksAreRejected() {
        String endless = "a" + "\u0301\u0316".repeat(2_000_000);

        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> new Scalar.Markdown(Integer.MAX_VALUE).normalize(StringNode.valueOf(endless)))
                .extracting(InvalidValueException::reason)
                .isEqualTo("must not have more than 30 combining marks in a row");
        String many = "a\u0301\u0316".repeat(100_000);
        assertThat(new Scalar.Markdown(Integer.MAX_VALUE).normalize(StringNode.valueOf(many)).stringValue())
                .hasSize(200_000);
    }

    /** These are no combining marks, but normalizing for storage or search replaces them by some. */
    @ParameterizedTest
    @ValueSource(strings = {"\u0f73", "\u0f75", "\u0f81", "\uff9e", "\uff9f"})
    void endlessCharactersThatDecomposeIntoMarksAreRejected(String character) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> new Scalar.Text(0, 100).normalize(StringNode.valueOf("a" + character.repeat(31))))
                .extracting(InvalidValueException::reason)
                .isEqualTo("must not have more than 30 combining marks in a row");
        assertThat(new Scalar.Text(0, 100).normalize(StringNode.valueOf("a" + character.repeat(15)))).isNotNull();
    }

    @Test
    void modelFilesAreNormalizedAndHaveNoControlCharacters() {
        ModelProblems problems = new ModelProblems(Map.of());
        ObjectNode written = JSON.objectNode().put("name", "Cafe\u0301").put("help", "a\u0000b");

        assertThat(WrittenText.of(written, "/types/t", problems).path("name").stringValue()).isEqualTo("Caf\u00e9");
        assertThat(problems.found()).extracting(Problem::pointer).containsExactly("/types/t/help");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\t", "\u00a0", "\u200b", "\u3000", "\n", "\u2003\u00a0"})
    void aBlankTextIsNoValueOfARequiredField(String blank) {
        ContentType type = TestModels.of("types: {page: {fields: {title: {type: text, required: true}}}}")
                .type("page");
        ObjectNode stored = JSON.objectNode().put(type.field("title").orElseThrow().id(), blank);

        assertThat(Values.obstacles(type, stored)).extracting(Problem::pointer).containsExactly("/title");
    }

    @ParameterizedTest
    @ValueSource(strings = {"number", "datetime", "boolean", "url", "email", "slug", "enum, values: [a]"})
    void aBlankTextInAFieldOfAnotherTypeIsNotPublished(String keyword) {
        ContentType type = TestModels.of("types: {page: {fields: {title: {type: text}, x: {type: " + keyword + "}}}}")
                .type("page");
        ObjectNode stored = JSON.objectNode().put(type.field("x").orElseThrow().id(), " ");

        assertThat(Values.obstacles(type, stored)).extracting(Problem::pointer).containsExactly("/x");
    }

    @Test
    void aBlankTextIsNotTooLong() {
        ContentType type = TestModels.of("types: {page: {fields: {title: {type: text, max: 2}}}}").type("page");
        Field title = type.field("title").orElseThrow();

        assertThat(Values.unfit(type, JSON.objectNode().put(title.id(), "   "))).isEmpty();
        assertThat(Values.fits(title, StringNode.valueOf("   "))).isTrue();
    }

    @Test
    void aBlankTextTakesNoUniqueValue() {
        ContentType type = TestModels.of("types: {page: {fields: {title: {type: text, unique: true}}}}").type("page");
        String title = type.field("title").orElseThrow().id();

        assertThat(Values.uniques(type, JSON.objectNode().put(title, "\u3000\n"))).isEmpty();
        assertThat(Values.uniques(type, JSON.objectNode().put(title, "a"))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9999-12-31T23:30:00-01:00", "+10000-01-01T00:00:00Z", "+12026-01-01T00:00:00Z",
            "0000-01-01T00:00:00+01:00", "-0001-01-01T00:00:00Z"})
    void momentsOutsideTheYearsZeroTo9999InUtcAreRejected(String moment) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> new Scalar.DateTime().normalize(StringNode.valueOf(moment)))
                .extracting(InvalidValueException::reason).isEqualTo("must be between the years 0 and 9999 in UTC");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://foo_bar.example.com/", "https://m\u00fcnchen.de/",
            "https://\u043f\u0440\u0438\u043c\u0435\u0440.\u0440\u0444/\u043f\u0443\u0442\u044c",
            "HTTPS://EXAMPLE.COM/", "https://r3---sn-x.googlevideo.com/v", "https://-a.com/", "https://a-.example/",
            "http://localhost:8080", "https://[2001:db8::1]:443/x?a=[1]#b", "https://example.org?q=1"})
    void webAddressesAreAcceptedAsByBrowsers(String address) {
        assertThat(new Scalar.Url().normalize(StringNode.valueOf(address)).stringValue()).isEqualTo(address);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            ftp://example.org/,           must be a web address that begins with https:// or http://
            javascript:alert(1),          must be a web address that begins with https:// or http://
            https:///path,                has no host name
            https://a b.example/,         must not contain spaces; write it percent-encoded
            https://example.org/<b>,      must not contain '<'; write it percent-encoded
            https://me:secret@example.org, must not contain a user name or password
            https://example.org:99999/,   has an invalid host or port: 'example.org:99999'
            https://a..b/,                has an invalid host name: 'a..b'
            https://xn--a.example/,       has an invalid host name: 'xn--a.example'
            """)
    void errorsOfWebAddressesSayWhatIsWrong(String address, String reason) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> new Scalar.Url().normalize(StringNode.valueOf(address)))
                .extracting(InvalidValueException::reason).isEqualTo(reason);
    }
}
