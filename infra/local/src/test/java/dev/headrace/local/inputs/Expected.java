package dev.headrace.local.inputs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;

/**
 * What {@code expect} says about an answer: its {@code status} (one, or a list of possible ones), {@code headers} by name,
 * values {@code at} JSON pointers, the {@code body} as text, and the texts of a {@code page}'s elements by CSS selector. A
 * value is what it must be equal to, or a map with one comparison: {@code is}, {@code not}, {@code anyOf},
 * {@code matches} (a pattern), {@code contains} (a part of a text, or an element), {@code size} or {@code absent}.
 */
final class Expected {

    private static final List<String> KEYS = List.of("status", "headers", "at", "body", "page");
    private static final Map<String, BiPredicate<JsonNode, JsonNode>> COMPARISONS = Map.of(
            "is", JsonNode::equals,
            "not", (actual, other) -> !actual.isMissingNode() && !actual.equals(other),
            "anyOf", (actual, possible) -> possible.valueStream().anyMatch(actual::equals),
            "matches", (actual, pattern) -> actual.isValueNode()
                    && Pattern.compile(pattern.stringValue(), Pattern.DOTALL).matcher(actual.asString()).matches(),
            "contains", Expected::contains,
            "containsNot", (actual, part) -> !actual.isMissingNode() && !contains(actual, part),
            "size", (actual, size) -> actual.isContainer() && actual.size() == size.intValue(),
            "absent", (actual, absent) -> actual.isMissingNode() == absent.booleanValue());

    private final JsonNode expected;

    Expected(JsonNode expected) {
        assertThat(KEYS).as("keys of %s", expected).containsAll(expected.propertyNames());
        this.expected = expected;
    }

    void check(Answer answer) {
        if (expected.has("status")) {
            JsonNode status = expected.path("status");
            List<Integer> possible = status.isArray()
                    ? status.valueStream().map(JsonNode::intValue).toList()
                    : List.of(status.intValue());
            assertThat(possible).as(answer.toString()).contains(answer.status());
        }
        expected.path("headers").properties()
                .forEach(each -> compare(each.getKey(), answer.header(each.getKey()), each.getValue(), answer));
        expected.path("at").properties()
                .forEach(each -> compare(each.getKey(), answer.at(each.getKey()), each.getValue(), answer));
        expected.path("page").properties().forEach(
                each -> compare(each.getKey(), element(answer.text(), each.getKey()), each.getValue(), answer));
        if (expected.has("body")) {
            compare("the body", JsonNodeFactory.instance.stringNode(answer.text()), expected.path("body"), answer);
        }
    }

    /** The texts of all elements that match a selector; missing if there are none. */
    private static JsonNode element(String page, String selector) {
        List<String> texts = Jsoup.parse(page).select(selector).eachText();
        return texts.isEmpty()
                ? MissingNode.getInstance()
                : JsonNodeFactory.instance.stringNode(String.join("\n", texts));
    }

    private static void compare(String place, JsonNode actual, JsonNode wanted, Answer answer) {
        String comparison = wanted.isObject() ? wanted.propertyNames().iterator().next() : "is";
        JsonNode operand = wanted.isObject() ? wanted.path(comparison) : wanted;
        assertThat(COMPARISONS).as("comparisons").containsKey(comparison);
        BiPredicate<JsonNode, JsonNode> holds = Objects.requireNonNull(COMPARISONS.get(comparison));
        assertThat(wanted.isObject() ? wanted.size() : 1).as("one comparison in %s", wanted).isOne();
        assertThat(holds.test(actual, operand)).as("%s is %s, expected %s: %s%n%s", place, actual, comparison, operand,
                answer).isTrue();
    }

    private static boolean contains(JsonNode actual, JsonNode part) {
        return actual.isArray()
                ? actual.valueStream().anyMatch(part::equals)
                : actual.isValueNode() && actual.asString().contains(part.asString());
    }
}
