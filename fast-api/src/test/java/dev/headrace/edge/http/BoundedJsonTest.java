package dev.headrace.edge.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.headrace.edge.http.JsonBody.Limits;
import dev.headrace.model.InteractionCodec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

@Tag("attack")
class BoundedJsonTest {

    private static final Limits LIMITS = new Limits(1_000, 3, 6, false);

    private static ObjectNode read(String json) {
        return new BoundedJson(LIMITS).read(json.getBytes(UTF_8));
    }

    private static Problem problem(byte[] body) {
        ProblemException rejected = catchThrowableOfType(ProblemException.class,
                () -> new BoundedJson(LIMITS).read(body));
        return rejected.problem();
    }

    @Test
    void objectWithinTheLimitsIsReadUnchanged() {
        String json = "{\"a\":{\"b\":[1,true,null]},\"c\":\"é\"}";
        assertThat(read(json)).hasToString(json);
        assertThat(read("{\"n\":12345678901234567890.5}").get("n").decimalValue()).hasToString(
                "12345678901234567890.5");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a":1,"a":2}                           | /a     | duplicate
            {"a":{"b":1,"b":2}}                     | /a/b   | duplicate
            {"a":{"b":{"c":{}}}}                    | /a/b/c | levels deep
            {"a":[[[1]]]}                           | /a/0/0 | levels deep
            {"a":[1,2,3,4,5,6,7]}                   | /a/5   | the 6 values
            {"a":1,"b":2,"c":3,"d":4,"e":5,"f":6,"g":7} | /g | the 6 values
            [1]                                     | ``     | JSON object
            {"a":1} {}                              | ``     | single
            {"a":                                   | ``     | well-formed
            {"a":tru}                               | ``     | well-formed
            ``                                      | ``     | JSON object
            """)
    void inputBeyondTheLimitsIsRejectedWithAPointer(String json, String pointer, String message) {
        Problem problem = problem(json.getBytes(UTF_8));
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.errors()).singleElement().satisfies(error -> {
            assertThat(error.pointer()).isEqualTo(pointer);
            assertThat(error.message()).contains(message);
        });
    }

    @Test
    void invalidUtf8AndOverlongNumbersAreRejected() {
        assertThat(problem("{\"a\":\"é\"}".getBytes(ISO_8859_1)).status()).isEqualTo(400);
        assertThat(problem(("{\"a\":" + "9".repeat(200) + "}").getBytes(UTF_8)).status()).isEqualTo(400);
    }

    @Test
    void emptyLimitsAcceptOnlyAnEmptyObject() {
        assertThat(new BoundedJson(Limits.EMPTY).read("{ }".getBytes(UTF_8)).isEmpty()).isTrue();
        ProblemException rejected = catchThrowableOfType(ProblemException.class,
                () -> new BoundedJson(Limits.EMPTY).read("{\"a\":1}".getBytes(UTF_8)));
        assertThat(rejected.problem().detail()).contains("must be empty");
    }

    @Test
    void limitsCannotExceedTheDepthOfEvents() {
        assertThatThrownBy(() -> new JsonBody.Limits(1_000, InteractionCodec.MAX_DATA_DEPTH + 1, 100, false))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("levels deep");
    }
}
