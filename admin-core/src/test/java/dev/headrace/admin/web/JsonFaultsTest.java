package dev.headrace.admin.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

@Tag("attack")
class JsonFaultsTest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    /** Of the members. */
    enum Kind {
        one, two
    }

    /** A body. */
    record Body(String text, int number, boolean flag, List<String> list, Kind kind, Part part) {}

    /** A part of a body. */
    record Part(String text) {}

    private static String problem(String json) {
        try {
            JSON.readValue(json, Body.class);
            return "none";
        } catch (JacksonException e) {
            return JsonFaults.plain(e);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"text": "a", "text": "b"} | the key 'text' is defined twice
            {"text": abc}              | is not valid JSON: 'abc' is not a value; strings must be in double quotes
            {text: "a"}                | is not valid JSON: unexpected character 't'
            {'text': "a"}              | is not valid JSON: unexpected character '''
            {"text": "a",}             | is not valid JSON: unexpected character '}'
            {"text": "a"               | is not valid JSON: it ends before all brackets, braces and quotes are closed
            {"text": "a                | is not valid JSON: it ends before all brackets, braces and quotes are closed
            {"txet": "a"}              | is not a known key
            {"text": []}               | must be a string
            {"number": "x"}            | must be a number
            {"flag": []}               | must be true or false
            {"list": "a"}              | must be an array
            {"kind": "three"}          | must be one of one, two
            {"part": "a"}              | must be an object
            [1]                        | must be an object
            """)
    void faultsAreDescribedInPlainWords(String json, String expected) {
        assertThat(problem(json)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[", "{} {}", "{\"text\": \"a\nb\"}", "{\"text\": \"\\q\"}",
            "{\"text\": \"\\u12\"}",
            "{\"number\": 1e99}", "{\"number\": 99999999999}", "{\"number\": 01}", "{\"number\": +1}",
            "{\"number\": -}",
            "{\"number\": NaN}", "{\"text\": {\"a\": 1}}", "{\"text\": \"a\"}}", "nul", "\u0000", "<a>",
            "{\"part\": 1}"})
    void wordsOfTheLibraryAreNotRepeated(String json) {
        assertThat(problem(json).toLowerCase(Locale.ROOT)).isNotEqualTo("none")
                .doesNotContain("source", "feature", "jackson", "dev.headrace", "java", "code ", "token", "deserializ");
    }
}
