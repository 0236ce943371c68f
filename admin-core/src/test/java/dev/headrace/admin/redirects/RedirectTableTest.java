package dev.headrace.admin.redirects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.model.PublishedRedirects.Item;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RedirectTableTest {

    @Test
    void chainsArePublishedWithTheirEnds() {
        RedirectTable table = new RedirectTable(List.of(new Redirect("/b", "/c", 302), new Redirect("/a", "/b", 301),
                new Redirect("/c", "https://example.org/", 301), new Redirect("/x", "/gone", 308),
                new Redirect("/gone", null, 410)));

        assertThat(table.published().items()).containsExactly(new Item("/a", "https://example.org/", 301),
                new Item("/b", "https://example.org/", 302), new Item("/c", "https://example.org/", 301),
                new Item("/gone", null, 410), new Item("/x", null, 410));
    }

    @Test
    void loopsAreNamed() {
        RedirectTable table = new RedirectTable(List.of(new Redirect("/a", "/b", 301), new Redirect("/b", "/c", 301)));
        assertThat(table.loop(new Redirect("/a", "/b", 301))).isEmpty();

        table.put(new Redirect("/c", "/b", 301));

        assertThat(table.loop(new Redirect("/a", "/b", 301))).containsExactly("/b", "/c", "/b");
        assertThat(table.last(new Redirect("/a", "/b", 301))).as("it ends").isNotNull();
    }

    @Test
    void filesOfRedirectsAreRead() {
        assertThat(RedirectFile.read("from,to,status\n/a,/b\n\n\"/c,d\",https://example.org/?x=y,302\n/e,,410\n"))
                .containsExactly(Map.entry(2, new Redirect("/a", "/b", 301)),
                        Map.entry(4, new Redirect("/c,d", "https://example.org/?x=y", 302)),
                        Map.entry(5, new Redirect("/e", null, 410)));
        assertThat(RedirectFile.read("/a,/b\r\n/c,/ü\r\n").values()).contains(new Redirect("/c", "/%C3%BC", 301));
        assertThat(RedirectFile.read("")).isEmpty();
    }

    @Test
    void errorsInFilesNameTheirLines() {
        assertThatThrownBy(() -> RedirectFile.read("from,to,status\n/a,/b\nnowhere,/c\n/d,/e,200\n/f\n/g,/h,301,x\n"))
                .isInstanceOfSatisfying(InvalidInputException.class, e -> assertThat(e.problems())
                        .extracting(problem -> problem.line() + " " + problem.message())
                        .satisfiesExactly(first -> assertThat(first).startsWith("3 from must be"),
                                second -> assertThat(second).startsWith("4 status must be 301"),
                                third -> assertThat(third).isEqualTo("5 to is required"),
                                fourth -> assertThat(fourth).isEqualTo("6 has more than three values")));
        assertThatThrownBy(() -> RedirectFile.read("/a,\"/b\n")).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void invalidRedirectsAreRejected() {
        for (String path : List.of("", "a", "//a", "/a#b", "https://example.org/a", "/a b")) {
            assertThatThrownBy(() -> Redirect.parse(path, "/b", null)).as(path)
                    .isInstanceOf(InvalidInputException.class);
        }
        assertThatThrownBy(() -> Redirect.parse("/a", "/a", null)).hasMessageContaining("the path itself");
        assertThatThrownBy(() -> Redirect.parse("/a", "/b", 410)).hasMessageContaining("not allowed");
        assertThatThrownBy(() -> Redirect.parse("/a", null, 301)).hasMessageContaining("required");
        assertThat(Redirect.parse("/a?p=1", "/b", null)).isEqualTo(new Redirect("/a?p=1", "/b", 301));
    }
}
