package dev.headrace.admin.importing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.TestModels;
import dev.headrace.admin.web.InvalidInputException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files that take quadratic time, overflow the stack or exhaust the memory of careless parsers. The timeout only ends a
 * test that would never end.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
@Tag("attack")
class HostileFilesTest {

    private static final ContentType TYPE = TestModels.of("""
            types:
              post:
                title: title
                fields:
                  title: {type: text}
                  slug: {type: slug, from: title}
                  date: {type: datetime}
                  minutes: {type: number}
                  featured: {type: boolean}
                  url: {type: url}
                  email: {type: email}
                  seo: {type: group, fields: {a: {type: text}}}
                  body: {type: markdown}
            """).type("post");

    private static final String LONG = "x".repeat(400_000);

    static Stream<Arguments> files() {
        StringBuilder map = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            map.append("  k").append(i).append(": 1\n");
        }
        return Stream.of(yaml("a long key over a large map", "? " + LONG + "\n:\n" + map),
                yaml("a long path", "path: " + "/".repeat(400_000) + "x"),
                yaml("a long date", "date: \"2026-01-01" + " ".repeat(400_000) + "x\""),
                yaml("a long number", "minutes: " + "1".repeat(400_000)),
                yaml("a large exponent", "minutes: 1e999999999"), yaml("a long boolean", "featured: " + LONG),
                yaml("a long web address", "url: https://" + "a.".repeat(200_000)),
                yaml("a long email address", "email: a@" + "a.".repeat(200_000)),
                yaml("nested lists", "seo: " + "[".repeat(400_000)),
                yaml("nested maps", "seo: " + "{a: ".repeat(100_000)),
                yaml("nested block lists", "seo:\n" + "- ".repeat(200_000)),
                yaml("nested keys", "? ".repeat(200_000)), yaml("aliases of aliases", aliases()),
                yaml("anchors", "seo: " + "&a ".repeat(100_000)), yaml("tags", "seo: " + "!a ".repeat(100_000)),
                yaml("quotes", "title: " + "'".repeat(400_001)),
                yaml("comments", "#\n".repeat(200_000) + "title: x"),
                yaml("documents", "title: x\n...\n".repeat(50_000)), yaml("directives", "%A a\n".repeat(50_000)),
                yaml("escapes", "title: \"" + "\\u0041".repeat(100_000) + "\""),
                yaml("many values", "seo: [" + "a,".repeat(200_000) + "]"),
                yaml("line breaks", "\r\n".repeat(500_000)), yaml("closing lines", "--- \n".repeat(100_000)),
                toml("nested TOML lists", "a = " + "[".repeat(400_000)),
                toml("nested TOML tables", "a = " + "{a=".repeat(100_000)),
                toml("a dotted TOML key", "a.".repeat(100_000) + "a = 1"), toml("a long TOML key", LONG + " = 1"),
                toml("spaces before TOML keys", (" ".repeat(4_000) + "x\n").repeat(100)),
                toml("many TOML values", "a = [" + "[],".repeat(3_000_000) + "]"),
                toml("TOML closing lines after many values",
                        "a = [" + "[],".repeat(100_000) + "]\n" + "+++\n".repeat(50)),
                toml("TOML closing lines", "+++\n".repeat(100_000)),
                toml("almost closing lines", "a = '''\n" + ("+++" + " ".repeat(1_000) + "x\n").repeat(400)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void contentsAreReadOrRejected(String name, String text) {
        assertThat(keyOrError("posts/one.md", text)).as(name).isNotEmpty();
    }

    static List<String> paths() {
        return List.of("/".repeat(400_000) + "x", "a/".repeat(200_000), ".".repeat(400_000) + "!",
                "-".repeat(400_000) + "!", "2026-01-01-".repeat(40_000));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("paths")
    void longPathsAreRejected(String path) {
        assertThat(keyOrError(path, "Text")).contains("must not be longer than");
    }

    private static String keyOrError(String path, String text) {
        try {
            return new FieldMapping(TYPE).map(new SourceFile(path, text), FrontMatter.parse(text)).key();
        } catch (InvalidInputException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static Arguments yaml(String name, String head) {
        return Arguments.of(name, "---\n" + head + "\n---\nText\n");
    }

    private static Arguments toml(String name, String head) {
        return Arguments.of(name, "+++\n" + head + "\n+++\nText\n");
    }

    private static String aliases() {
        StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            text.append("a").append(i).append(": &a").append(i).append(" [").append(("*a" + (i - 1) + ", ").repeat(9))
                    .append("*a").append(i - 1).append("]\n");
        }
        return text.toString();
    }
}
