package dev.headrace.admin.finding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.finding.Position.After;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Locales;
import dev.headrace.admin.schema.TestModels;
import dev.headrace.admin.schema.Values;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.testkit.fuzz.Fuzz;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("attack")
class FindingFuzzTest {

    private static final int MAX_HEAD = 16 * 1024;
    private static final ContentType PAGE = TestModels.of("""
            types:
              page:
                fields:
                  title: {type: text}
                  price: {type: number}
                  date: {type: datetime}
                  on: {type: boolean}
                  color: {type: enum, values: [red, blue]}
                  tags: {type: reference, to: [page], many: true}
                  slug: {type: slug}
            """).type("page");

    /** The names and values of a query, a line each. */
    @Test
    void queries() {
        Fuzz.of("list-queries").upTo(MAX_HEAD).refusedWith(InvalidInputException.class).allocating(1024 * 1024, 500)
                .texts(text -> {
                    Map<String, List<String>> parameters = new LinkedHashMap<>();
                    text.lines().map(line -> line.split("=", 2)).forEach(parts -> parameters
                            .computeIfAbsent(parts[0], _ -> new ArrayList<>()).add(parts[parts.length - 1]));
                    EntryQuery query = EntryQueryReader.read(PAGE, Locales.DEFAULT, parameters);
                    assertThat(SearchWords.searched(query.text())).doesNotContain("");
                    assertThat(query.filters()).hasSizeLessThanOrEqualTo(10);
                });
    }

    @Test
    void positions() {
        ListOrder order = ListOrder.parse("-title").orElseThrow();
        Fuzz.of("list-positions").upTo(MAX_HEAD).refusedWith(InvalidInputException.class).bytes(bytes -> {
            After position = After.parse(Base64.getUrlEncoder().encodeToString(bytes), order);
            assertThat(After.parse(position.text(), order)).isEqualTo(position);
            assertThat(After.parse(new String(bytes, UTF_8), order)).isNotNull();
        });
    }

    @Test
    void words() {
        Fuzz.of("search-texts").upTo(50_000).refusedWith(InvalidInputException.class)
                .allocating(1024 * 1024, 1_000)
                .texts(text -> assertThat(SearchWords.of(Values.normalized("", text))).doesNotContain("  "));
    }
}
