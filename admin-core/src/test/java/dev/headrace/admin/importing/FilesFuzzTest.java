package dev.headrace.admin.importing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.TestModels;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.testkit.fuzz.Fuzz;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

@Tag("attack")
class FilesFuzzTest {

    private static final ContentType POST = TestModels.of("""
            types:
              post:
                title: title
                fields:
                  title: {type: text}
                  slug: {type: slug, from: title}
                  date: {type: datetime}
                  minutes: {type: number}
                  featured: {type: boolean}
                  tags: {type: reference, to: [post], many: true}
                  seo: {type: group, many: true, fields: {a: {type: text}}}
                  body: {type: markdown}
            """).type("post");

    @Test
    void files() {
        Fuzz.of("files").upTo(100_000).including("---\nid: a" + "\u0301\u0316".repeat(100_000) + "\n---\n",
                "---\ndraft: " + "\u03a3".repeat(50_000) + "\n---\n").refusedWith(InvalidInputException.class)
                .allocating(4 * 1024 * 1024, 5_000)
                .texts(text -> assertThat(new FieldMapping(POST)
                        .map(new SourceFile("posts/2026-03-14-one.md", text), FrontMatter.parse(text)).key())
                        .isNotNull());
    }

    @Test
    void paths() {
        Fuzz.of("import-paths").refusedWith(InvalidInputException.class).allocating(16 * 1024 * 1024, 200)
                .texts(path -> assertThat(
                        new FieldMapping(POST).map(new SourceFile(path, "Text"), FrontMatter.parse("Text")).fields())
                        .isNotNull());
    }

    /** Titles to which files refer. */
    @Test
    void titles() {
        DryRunState nothing = new DryRunState();
        Fuzz.of("import-paths").allocating(1024 * 1024, 200)
                .texts(title -> assertThat(nothing.knows(List.of("post"), title)).isFalse());
    }

    /** With the rules of request bodies. */
    @Test
    void uploads() {
        JsonMapper json = JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS,
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
        Fuzz.of("uploads").refusedWith(InvalidInputException.class).allocating(1024 * 1024, 400)
                .texts(lines -> assertThat(UploadedLines.read(lines, json)).allMatch(
                        file -> file.path().indexOf('\0') < 0 && file.content().length() <= lines.length()));
    }
}
