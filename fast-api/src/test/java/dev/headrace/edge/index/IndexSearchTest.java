package dev.headrace.edge.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.edge.index.Range.Bound;
import dev.headrace.model.Collation;
import dev.headrace.model.EntryId;
import dev.headrace.model.IndexRecord;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.PublishedModel.ValueKind;
import dev.headrace.model.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares search results with a plain in-memory list of the same documents. */
class IndexSearchTest {

    private static final IndexKey INDEX = new IndexKey("article", "en");
    private static final PublishedModel.Field TEXT = new PublishedModel.Field(ValueKind.TEXT, List.of());
    private static final PublishedModel.Field NUMBER = new PublishedModel.Field(ValueKind.NUMBER, List.of());
    private static final PublishedModel.Field DATETIME = new PublishedModel.Field(ValueKind.DATETIME, List.of());
    private static final Schema SCHEMA = Schema.of(new PublishedModel.Type(List.of("full"), "full",
            Map.of("topic", TEXT, "rank", NUMBER), Map.of("minutes", NUMBER, "title", TEXT),
            PublishedModel.Interactions.NONE));
    private static final int COUNT = 3_000;

    /** The indexed values of a document. */
    private record Item(UUID id, long publishedAt, @Nullable Integer minutes, @Nullable String title, String topic,
            int rank) {

        IndexRecord record() {
            Map<String, List<String>> values = new HashMap<>(
                    Map.of("topic", List.of(topic, "all"), "rank", List.of(String.valueOf(rank))));
            if (minutes != null) {
                values.put("minutes", List.of(String.valueOf(minutes)));
            }
            if (title != null) {
                values.put("title", List.of(title));
            }
            return new IndexRecord(new Target("article", id.toString()), "en", publishedAt, values);
        }

        IndexRecord withdrawn() {
            IndexRecord listed = record();
            return new IndexRecord(listed.target(), listed.locale(), listed.publishedAt(), listed.lists(),
                    listed.values(), listed.texts(), true);
        }
    }

    @TempDir
    private Path folder;
    private final Merges merges = new Merges();
    private final Random random = new Random(7);
    private final List<Item> items = new ArrayList<>();
    private Shard shard;

    @BeforeEach
    void fill() throws IOException {
        shard = Shard.create(INDEX, SCHEMA, folder.resolve("shard"), merges);
        for (int i = 0; i < COUNT; i++) {
            Item item = item(EntryId.fresh());
            items.add(item);
            shard.put(item.id, item.record(), new RecordVersion(1, i));
            if (i % 700 == 0) {
                shard.refresh();
            }
        }
        // Replaces and removes some, so that segments have deleted documents.
        for (int i = 0; i < COUNT / 10; i++) {
            Item other = item(items.get(i).id);
            items.set(i, other);
            shard.put(other.id, other.record(), new RecordVersion(2, i));
            shard.remove(items.removeLast().id);
        }
        shard.refresh();
    }

    @AfterEach
    void close() throws IOException {
        shard.close();
        merges.close();
    }

    private Item item(UUID id) {
        return new Item(id, random.nextInt(1_000), random.nextInt(10) == 0 ? null : random.nextInt(20),
                random.nextInt(10) == 0 ? null : Character.toString('a' + random.nextInt(26)) + random.nextInt(50),
                "topic-" + random.nextInt(5), random.nextInt(100));
    }

    private static Filter filter(String name, PublishedModel.Field field, String... values) {
        return new Filter(name, field, List.of(values));
    }

    private static Range range(String name, PublishedModel.Field field, @Nullable Bound lower, @Nullable Bound upper) {
        return new Range(name, field, lower, upper);
    }

    private void assertFound(Predicate<Item> matches, List<Filter> filters, List<Range> ranges) throws IOException {
        for (Order order : List.of(new Order("publishedAt", DATETIME, true),
                new Order("publishedAt", DATETIME, false), new Order("minutes", NUMBER, true),
                new Order("minutes", NUMBER, false), new Order("title", TEXT, true),
                new Order("title", TEXT, false))) {
            List<UUID> expected = items.stream().filter(matches).sorted(comparator(order)).map(Item::id).toList();
            assertThat(followed(filters, ranges, order, expected.size())).as(order.toString()).isEqualTo(expected);
        }
    }

    /** All pages in sequence. */
    private List<UUID> followed(List<Filter> filters, List<Range> ranges, Order order, int total)
            throws IOException {
        List<UUID> found = new ArrayList<>();
        SortPosition after = null;
        do {
            IndexSearch search = new IndexSearch(new IndexQuery(INDEX, filters, ranges, order, 97, after), SCHEMA);
            assertThat(search.isAnswerable(true)).isTrue();
            Hits hits = shard.search(search::run);
            assertThat(hits.total()).isEqualTo(total);
            found.addAll(hits.ids());
            after = hits.next();
        } while (after != null);
        return found;
    }

    private static Comparator<Item> comparator(Order order) {
        Comparator<Item> byValue = switch (order.sort()) {
            case "minutes" -> Comparator.comparing(Item::minutes, Comparator.nullsFirst(Comparator.naturalOrder()));
            case "title" -> Comparator.comparing(Item::title, Comparator.nullsFirst(Comparator.naturalOrder()));
            default -> Comparator.comparingLong(Item::publishedAt);
        };
        Comparator<Item> comparator = byValue.thenComparing(item -> item.id.toString());
        return order.descending() ? comparator.reversed() : comparator;
    }

    @Test
    void allDocumentsAreFoundInEachOrder() throws IOException {
        assertFound(_ -> true, List.of(), List.of());
    }

    @Test
    void filtersAreCombined() throws IOException {
        assertFound(item -> item.topic.equals("topic-1"), List.of(filter("topic", TEXT, "topic-1")),
                List.of());
        assertFound(item -> item.topic.equals("topic-1") || item.topic.equals("topic-3"),
                List.of(filter("topic", TEXT, "topic-1", "topic-3", "nothing"),
                        filter("topic", TEXT, "all")),
                List.of());
        assertFound(_ -> false, List.of(filter("topic", TEXT, "topic-1"),
                filter("topic", TEXT, "topic-2")), List.of());
    }

    @Test
    void rangesOfAnyFieldAreCombined() throws IOException {
        assertFound(item -> item.minutes != null && item.minutes >= 3 && item.minutes < 9, List.of(),
                List.of(range("minutes", NUMBER, new Bound("3", true), new Bound("9", false))));
        assertFound(item -> item.rank > 20 && item.title != null && item.title.compareTo("f") >= 0,
                List.of(), List.of(range("rank", NUMBER, new Bound("20", false), null),
                        range("title", TEXT, new Bound("f", true), null)));
        assertFound(item -> item.topic.equals("topic-2") && item.publishedAt <= 500 && item.publishedAt > 100,
                List.of(filter("topic", TEXT, "topic-2")),
                List.of(range("publishedAt", DATETIME, new Bound("1970-01-01T00:00:00.100Z", false),
                        new Bound("1970-01-01T00:00:00.500Z", true))));
        assertFound(item -> item.topic.compareTo("topic-3") < 0, List.of(),
                List.of(range("topic", TEXT, new Bound("b", true), new Bound("topic-3", false))));
    }

    @Test
    void withdrawnDocumentsAreOnlyAmongTheIds() throws IOException {
        UUID withdrawn = items.removeFirst().id;
        shard.put(withdrawn, item(withdrawn).withdrawn(), new RecordVersion(3, 1));
        for (int i = 0; i < 100; i++) {
            UUID id = EntryId.fresh();
            shard.put(id, item(id).withdrawn(), new RecordVersion(3, i));
        }
        shard.refresh();

        assertFound(_ -> true, List.of(), List.of());
        assertFound(item -> item.topic.equals("topic-1"), List.of(filter("topic", TEXT, "topic-1")), List.of());
        assertFound(item -> item.publishedAt <= 500, List.of(), List.of(range("publishedAt", DATETIME, null,
                new Bound("1970-01-01T00:00:00.500Z", true))));
        assertThat(shard.ids(null, 2 * COUNT)).hasSize(items.size() + 101).contains(withdrawn);

        Item reinstated = item(withdrawn);
        items.add(reinstated);
        shard.put(withdrawn, reinstated.record(), new RecordVersion(4, 1));
        shard.refresh();
        assertFound(_ -> true, List.of(), List.of());
    }

    @Test
    void unknownFieldsAreNotAnswerable() {
        IndexQuery request = new IndexQuery(INDEX, List.of(filter("colour", TEXT, "red")), List.of(),
                new Order("publishedAt", DATETIME, true), 20, null);
        assertThat(new IndexSearch(request, SCHEMA).isAnswerable(true)).isFalse();
    }

    @Test
    void anotherFieldWithTheSameNameIsNotAnswerable() {
        PublishedModel.Field other = new PublishedModel.Field(ValueKind.TEXT, List.of(), "other");
        IndexQuery request = new IndexQuery(INDEX, List.of(filter("topic", other, "red")), List.of(),
                new Order("publishedAt", DATETIME, true), 20, null);
        assertThat(new IndexSearch(request, SCHEMA).isAnswerable(true)).isFalse();
    }

    @Test
    void numbersAreComparedExactly() throws IOException {
        List<UUID> expected = new ArrayList<>();
        for (int i = 1; i < 5; i++) {
            UUID id = EntryId.fresh();
            shard.put(id, new IndexRecord(new Target("article", id.toString()), "en", i,
                    Map.of("topic", List.of("exact"), "minutes", List.of("900719925474099" + i))),
                    new RecordVersion(1, i));
            expected.add(id);
        }
        shard.refresh();
        Order order = new Order("minutes", NUMBER, false);
        List<Filter> exact = List.of(filter("topic", TEXT, "exact"));

        assertThat(followed(exact, List.of(), order, 4)).isEqualTo(expected);
        assertThat(followed(exact, List.of(range("minutes", NUMBER, new Bound("9007199254740992", false), null)), order,
                2)).isEqualTo(expected.subList(2, 4));
        assertThat(followed(exact, List.of(range("minutes", NUMBER, new Bound("9007199254740993", true),
                new Bound("9007199254740993", true))), order, 1)).isEqualTo(expected.subList(2, 3));
    }

    @Test
    void pagingWorksForTextsLongerThanTheSortKey() throws IOException {
        // These characters expand to many collation elements, so that keys exceed the maximum length.
        List<UUID> expected = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Item item = new Item(EntryId.fresh(), 1, 1, "\uFDFA".repeat(99) + (char) ('a' + i % 26), "long", 1);
            shard.put(item.id, item.record(), new RecordVersion(1, i));
            expected.add(item.id);
        }
        shard.refresh();
        assertThat(Collation.key("\uFDFA".repeat(99)).length).isGreaterThan(Values.MAX_KEY_BYTES);
        assertThat(followed(List.of(filter("topic", TEXT, "long")), List.of(), new Order("title", TEXT, false), 200))
                .doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(expected);
    }
}
