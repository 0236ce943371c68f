package dev.headrace.admin.redirects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.model.PublishedRedirects.Item;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RedirectTableTest {

    @Test
    void chainsArePublishedWithTheirEnds() {
        RedirectTable table = new RedirectTable(List.of(new Redirect("/b", "/c", 302), new Redirect("/a", "/b", 301),
                new Redirect("/c", "https://example.org/", 301), new Redirect("/x", "/gone", 308),
                new Redirect("/gone", null, 410)));

        assertThat(table.published().items()).containsExactly(new Item("/a", "https://example.org/", 302),
                new Item("/b", "https://example.org/", 302), new Item("/c", "https://example.org/", 301),
                new Item("/gone", null, 410), new Item("/x", null, 410));
    }

    @Test
    void loopsAreNamed() {
        Redirect first = new Redirect("/a", "/b", 301);
        RedirectTable table = new RedirectTable(List.of(first, new Redirect("/b", "/c#there", 301)));
        assertThat(table.ends().loop(first)).isEmpty();

        table.put(new Redirect("/c", "/b#back", 301));

        RedirectEnds ends = table.ends();
        assertThat(ends.loop(first)).containsExactly("/b", "/c", "/b");
        assertThat(ends.end(first)).as("it ends").isEqualTo(first);
        assertThat(ends.loop(new Redirect("/d", "/a", 301))).containsExactly("/b", "/c", "/b");
    }

    @Test
    void aTemporaryRedirectMakesThoseThatLeadToItTemporary() {
        RedirectTable table = new RedirectTable(List.of(new Redirect("/a", "/t", 301), new Redirect("/b", "/t", 308),
                new Redirect("/c", "/a", 307), new Redirect("/t", "/u", 302), new Redirect("/u", "/v", 308)));

        assertThat(table.published().items()).containsExactly(new Item("/a", "/v", 302), new Item("/b", "/v", 307),
                new Item("/c", "/v", 307), new Item("/t", "/v", 302), new Item("/u", "/v", 308));
    }

    @Test
    void fragmentsAreKeptUntilAnotherReplacesThem() {
        RedirectTable table = new RedirectTable(List.of(new Redirect("/a", "/b#x", 301), new Redirect("/b", "/c", 301),
                new Redirect("/d", "/e#y", 301), new Redirect("/e", "/f#z", 301), new Redirect("/g", "/a", 301)));

        assertThat(table.published().items()).containsExactly(new Item("/a", "/c#x", 301), new Item("/b", "/c", 301),
                new Item("/d", "/f#z", 301), new Item("/e", "/f#z", 301), new Item("/g", "/c#x", 301));
    }

    @Test
    void eachRedirectIsFollowedOnceForAllThatLeadToIt() {
        int count = EditRedirects.MAX_REDIRECTS;
        AtomicInteger followed = new AtomicInteger();
        List<Redirect> chain = IntStream.range(0, count).mapToObj(i -> new Redirect("/" + i, "/" + (i + 1), 301))
                .toList();
        RedirectEnds ends = new RedirectEnds(redirect -> {
            followed.incrementAndGet();
            int next = Integer.parseInt(String.valueOf(redirect.to()).substring(1));
            return next == count ? Optional.empty() : Optional.of(chain.get(next));
        });

        assertThat(chain).allSatisfy(redirect -> assertThat(ends.end(redirect).to()).isEqualTo("/" + count));
        assertThat(followed).hasValueLessThanOrEqualTo(3 * count);
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
        assertThatThrownBy(() -> Redirect.parse("old", "/b", null))
                .hasMessageContaining("must be a path that begins with a single /, without a fragment")
                .hasMessageNotContaining("https://");
        assertThatThrownBy(() -> Redirect.parse("/a b", "/b", null)).hasMessageContaining("must not contain spaces");
        assertThatThrownBy(() -> Redirect.parse("/a\ud800", "/b", null)).hasMessageContaining("surrogate");
        assertThatThrownBy(() -> Redirect.parse("/a", "/b\udfff", null)).hasMessageContaining("surrogate");
        assertThatThrownBy(() -> Redirect.parse("/a", "b", null)).hasMessageContaining("https://");
        assertThat(Redirect.parse("/\ud83d\ude00", "/b", null).path()).isEqualTo("/%F0%9F%98%80");
        assertThatThrownBy(() -> Redirect.parse("/a", "/a", null)).hasMessageContaining("the path itself");
        assertThatThrownBy(() -> Redirect.parse("/a", "/a#b", null)).hasMessageContaining("the path itself");
        assertThatThrownBy(() -> Redirect.parse("/a", "/b", 410)).hasMessageContaining("not allowed");
        assertThatThrownBy(() -> Redirect.parse("/a", null, 301)).hasMessageContaining("required");
        assertThat(Redirect.parse("/a?p=1", "/b", null)).isEqualTo(new Redirect("/a?p=1", "/b", 301));
    }
}
