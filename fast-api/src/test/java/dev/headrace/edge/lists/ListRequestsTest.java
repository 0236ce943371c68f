package dev.headrace.edge.lists;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Cache;
import dev.headrace.edge.documents.Selection;
import dev.headrace.edge.http.Audience;
import dev.headrace.edge.http.CacheTags;
import dev.headrace.edge.index.Filter;
import dev.headrace.edge.index.Order;
import dev.headrace.edge.index.IndexKey;
import dev.headrace.edge.index.Range;
import dev.headrace.edge.index.Range.Bound;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.PublishedModel.Field;
import dev.headrace.model.PublishedModel.Interactions;
import dev.headrace.model.PublishedModel.ValueKind;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ListRequestsTest {

    private static final Field TEXT = new Field(ValueKind.TEXT, List.of());
    private static final PublishedModel.Type TYPE = new PublishedModel.Type(List.of("full"), "full",
            Map.of("topic", TEXT), Map.of(),
            Interactions.NONE);

    /** Pages are cached, and cursors bound, by the canonical form. */
    @Test
    void listsOfDifferentValuesAreDifferent() {
        List<Filter> filters = Stream.of(List.of("a", "b"), List.of("a\nb"), List.of("a\\nb"), List.of("a\\", "b"))
                .map(values -> new Filter("topic", TEXT, values)).toList();
        Bound both = new Bound("a\nb", false);
        List<Range> ranges = List.of(new Range("topic", TEXT, both, null), new Range("topic", TEXT, null, both),
                new Range("topic", TEXT, new Bound("a", false), new Bound("b", false)),
                new Range("topic", TEXT, new Bound("a\nb", true), null));

        assertThat(filters).extracting(Filter::canonical).doesNotHaveDuplicates();
        assertThat(ranges).extracting(Range::canonical).doesNotHaveDuplicates().allMatch(
                each -> each.lines().count() <= 3 && each.chars().filter(character -> character == '\n').count() == 2);
    }

    @Test
    void cacheIsBoundedByQueryLength() {
        assertThat(kept(10)).isBetween(1_000L, 10_000L);
        assertThat(kept(10_000)).isBetween(10L, 200L);
    }

    private static long kept(int length) {
        Cache<ListRequests.Key, ListRequests.Parsed> cache = ListRequests.cache();
        for (int i = 0; i < 10_000; i++) {
            String value = i + "x".repeat(length);
            ListRequest request = ListRequest.of(new IndexKey("article", "en"),
                    List.of(new Filter("topic", TEXT, List.of(value))), List.of(), List.of(),
                    new Order("publishedAt", new Field(ValueKind.DATETIME, List.of()), true), 20, null,
                    new Selection("en", "full", false, Audience.PUBLIC));
            cache.put(new ListRequests.Key(Audience.PUBLIC, "article?topic=" + value),
                    new ListRequests.Parsed(PublishedModel.empty(), TYPE, request, CacheTags.of("article")));
        }
        cache.cleanUp();
        return cache.estimatedSize();
    }
}
