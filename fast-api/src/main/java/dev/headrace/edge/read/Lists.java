package dev.headrace.edge.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headrace.edge.http.Problem;
import dev.headrace.edge.http.ProblemException;
import dev.headrace.edge.limit.RateLimiter;
import dev.headrace.edge.read.Published.Document;
import dev.headrace.edge.read.Published.Pointer;
import dev.headrace.edge.redis.Bounds;
import dev.headrace.edge.redis.Store;
import dev.headrace.edge.redis.TrackedStore;
import dev.headrace.model.EntryId;
import dev.headrace.model.ListPlace;
import dev.headrace.model.PublishedModel.ValueKind;
import dev.headrace.model.RedisKeys;
import dev.headrace.model.RedisScript;
import dev.headrace.model.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The lists of published documents.
 *
 * <p>Pages are cached whole, under a key that has the version of the type's lists in it. The core counts that version up
 * after every change of a document of the type, so a page never outlives what it was made from.
 */
public final class Lists {

    private static final String COMBINATION_MILLIS = "10000";
    // As many of the longest as this would fill the memory that a type's combinations may take.
    private static final long MOST_LONGEST_COMBINATIONS = 50;

    /** The version of a type's lists. */
    private record ListVersion(String text) implements Cached {

        static ListVersion of(byte @Nullable [] value) {
            return new ListVersion(value == null ? "0" : new String(value, UTF_8));
        }

        @Override
        public int weight() {
            return text.length();
        }
    }

    private final NearCache cache;
    private final TrackedStore tracked;
    private final Store store;
    private final Documents documents;
    private final ListSettings settings;
    private final RateLimiter combining;

    public Lists(NearCache cache, TrackedStore tracked, Store store, Documents documents, ListSettings settings) {
        this.cache = cache;
        this.tracked = tracked;
        this.store = store;
        this.documents = documents;
        this.settings = settings;
        this.combining = new RateLimiter(settings.combiningRate(), System::nanoTime);
    }

    /**
     * A page.
     *
     * @param address whose request it is; none may have lists combined without limit
     */
    CompletableFuture<Reading<ListPage>> page(ListRequest request, String address) {
        return resolved(request.filters()).thenCompose(filters -> resolvedPage(request.with(filters), address));
    }

    private CompletableFuture<Reading<ListPage>> resolvedPage(ListRequest request, String address) {
        @Nullable
        String after = request.after() == null ? null : Cursor.read(request.after(), request.canonicalList());
        return version(request.type()).thenCompose(version -> {
            String key = "page\n" + version.value().text() + "\n" + request.canonicalPage();
            if (request.combines() && cache.current(key, ListPage.class) == null) {
                combining.take(address);
            }
            return cache.get(key, ListPage.class, () -> load(request, version.value().text(), after))
                    .thenApply(page -> new Reading<>(page.value(),
                            page.stale() || version.stale() || page.value().stale()));
        });
    }

    private CompletableFuture<Reading<ListVersion>> version(String type) {
        String key = RedisKeys.listVersion(type);
        return cache.get(key, ListVersion.class, () -> tracked.get(key).thenApply(ListVersion::of));
    }

    /** Puts ids in the place of slugs. */
    private CompletableFuture<List<Filter>> resolved(List<Filter> filters) {
        return all(filters.stream().map(this::resolved));
    }

    private CompletableFuture<Filter> resolved(Filter filter) {
        return filter.field().kind() == ValueKind.REFERENCE
                ? all(filter.values().stream().map(value -> idOf(value, filter.field().to()))).thenApply(filter::with)
                : CompletableFuture.completedFuture(filter);
    }

    /** A slug that nobody bears stays as it is, and no document is filed under it. */
    private CompletableFuture<String> idOf(String idOrSlug, List<String> types) {
        if (EntryId.isId(idOrSlug) || types.isEmpty()) {
            return CompletableFuture.completedFuture(idOrSlug);
        }
        return documents.bySlug(types.getFirst(), idOrSlug)
                .thenCompose(found -> found.value() instanceof Pointer(String id)
                        ? CompletableFuture.completedFuture(id)
                        : idOf(idOrSlug, types.subList(1, types.size())));
    }

    private CompletableFuture<ListPage> load(ListRequest request, String version, @Nullable String after) {
        Order order = request.order();
        Bounds wanted = after == null ? order.range() : order.after(after);
        return list(request, version).thenCompose(list -> {
            CompletableFuture<Long> total = order.range().equals(Bounds.NONE)
                    ? store.size(list)
                    : store.size(list, order.range());
            // One more than wanted tells whether there is a next page.
            return store.members(list, wanted, order.descending(), request.limit() + 1)
                    .thenCompose(members -> page(request, total, members));
        });
    }

    /** The key of the list that has all that the filters let through. */
    private CompletableFuture<String> list(ListRequest request, String version) {
        return all(request.filters().stream().map(filter -> union(request, filter, version))).thenCompose(lists -> {
            String name = request.order().sort() + "\n"
                    + String.join("\n\n", request.filters().stream().map(Filter::canonical).sorted().toList());
            return switch (lists.size()) {
                case 0 -> CompletableFuture.completedFuture(RedisKeys.list(request.type(), request.order().sort()));
                case 1 -> CompletableFuture.completedFuture(lists.getFirst());
                default -> combined(request.type(), "ZINTERSTORE", RedisKeys.combination(request.type(), version, name),
                        lists);
            };
        });
    }

    /** The key of the list that has all with one of the filter's values. */
    private CompletableFuture<String> union(ListRequest request, Filter filter, String version) {
        String sort = request.order().sort();
        List<String> lists = filter.values().stream()
                .map(value -> RedisKeys.list(request.type(), sort, filter.name(), value)).toList();
        return lists.size() == 1
                ? CompletableFuture.completedFuture(lists.getFirst())
                : combined(request.type(), "ZUNIONSTORE",
                        RedisKeys.combination(request.type(), version, sort + "\n" + filter.canonical()), lists);
    }

    private CompletableFuture<String> combined(String type, String how, String key, List<String> lists) {
        List<String> keys = Stream.concat(
                Stream.of(key, RedisKeys.combinations(type), RedisKeys.combinedMembers(type)), lists.stream()).toList();
        int most = settings.combiningLimit();
        return store.run(RedisScript.COMBINE_LISTS, keys, List.of(COMBINATION_MILLIS, how, String.valueOf(most),
                String.valueOf(most * MOST_LONGEST_COMBINATIONS))).thenApply(answer -> switch (answer.getFirst()) {
                    case "kept" -> key;
                    case "large" -> throw new ProblemException(Problem.badRequest("These filters go through "
                            + answer.get(1) + " places in lists, and at most " + most
                            + " are gone through; ask for fewer values, or for one filter alone."));
                    default -> throw new ProblemException(Problem.retryLater(503,
                            "Too many different lists are being put together.", 10));
                });
    }

    private CompletableFuture<ListPage> page(ListRequest request, CompletableFuture<Long> total, List<String> members) {
        List<String> shown = members.subList(0, Math.min(members.size(), request.limit()));
        String next = members.size() > shown.size()
                ? Cursor.write(shown.getLast(), request.canonicalList())
                : null;
        Selection selection = request.selection();
        return all(shown.stream().map(ListPlace::idOf).map(id -> documents.get(new Target(request.type(), id),
                selection.view(), selection.locale()))).thenCombine(total, (readings, count) -> {
                    List<Document> found = new ArrayList<>(readings.size());
                    boolean stale = false;
                    for (Reading<Published> reading : readings) {
                        stale |= reading.stale();
                        // One that was taken back a moment ago is simply no longer there.
                        if (reading.value() instanceof Document document) {
                            found.add(document);
                        }
                    }
                    return ListPage.of(found, count, next, stale);
                });
    }

    static <T> CompletableFuture<List<T>> all(Stream<CompletableFuture<T>> futures) {
        List<CompletableFuture<T>> parts = futures.toList();
        return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new))
                .thenApply(_ -> parts.stream().map(CompletableFuture::join).toList());
    }
}
