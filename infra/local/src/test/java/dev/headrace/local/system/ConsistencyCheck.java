package dev.headrace.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.local.data.LocalData;
import dev.headrace.local.system.EdgeSnapshot.Listing;
import dev.headrace.local.system.RedisFrames.Frame;
import dev.headrace.services.PostgresServer;
import dev.headrace.testkit.Eventually;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Compares PostgreSQL, Redis and the edge once everything is projected. */
final class ConsistencyCheck implements AutoCloseable {

    private static final Duration PROJECTION_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration EDGE_TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private final OperationLog log;
    private final String edge;
    private final Connection database;
    private final RedisFrames redis;

    ConsistencyCheck(LocalData data, String edge, OperationLog log) throws IOException, SQLException {
        this.log = log;
        this.edge = edge;
        PostgresServer.Access access = PostgresServer.access(data.folder(), data.port("postgresql").orElseThrow());
        database = DriverManager.getConnection(access.jdbcUrl(), access.user(), access.password());
        redis = new RedisFrames(data.port("redis").orElseThrow(),
                Files.readString(data.folder().resolve("redis.password")).strip());
    }

    /**
     * Waits until everything is projected, and checks that all three are consistent.
     *
     * @param paths {@code type/id} of all entries that ever existed
     * @return a snapshot of the edge
     */
    EdgeSnapshot passes(Collection<String> paths) throws Exception {
        return passes(paths, _ -> {});
    }

    /** The same, with a further check of the edge. Retries, because the edge's lists lag behind its documents. */
    EdgeSnapshot passes(Collection<String> paths, Consumer<EdgeSnapshot> further) throws Exception {
        Eventually.holds(log + "\neverything is projected", PROJECTION_TIMEOUT,
                () -> PublishedRows.isQuiet(database));
        PublishedRows published = PublishedRows.read(database);
        EndedRows ended = EndedRows.read(published, database);
        checkRedis(published, ended);
        Set<String> ids = new TreeSet<>(paths);
        published.slugs().keySet().forEach(slug -> ids.add(slug.replaceFirst(":[a-z]+:", "/")));
        AtomicReference<EdgeSnapshot> last = new AtomicReference<>();
        Eventually.passes("the edge serves what is published", EDGE_TIMEOUT, () -> {
            EdgeSnapshot snapshot = snapshot(ids);
            checkEdge(published, snapshot);
            checkEnded(ended.frames(), snapshot);
            further.accept(snapshot);
            EdgeSnapshot before = last.getAndSet(snapshot);
            assertThat(before != null && before.answers().equals(snapshot.answers())).as("the edge no longer changes")
                    .isTrue();
        });
        return Objects.requireNonNull(last.get());
    }

    private EdgeSnapshot snapshot(Collection<String> ids) {
        try {
            return EdgeSnapshot.take(http, edge, StoredModel.read(database), ids);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private void checkRedis(PublishedRows published, EndedRows ended) throws IOException {
        Map<String, Frame> documents = redis.frames('d');
        Map<String, JsonNode> found = new TreeMap<>();
        Map<String, String> endings = new TreeMap<>();
        live(documents).forEach((key, frame) -> {
            if (frame.kind() == 'D') {
                found.put(key, StoredModel.json(frame.body()));
            } else {
                // also in views that the type once had
                String document = key.replaceFirst("^[^:]*:", "").replaceFirst(":[^:]*$", "");
                String other = endings.put(document, frame.kind() + frame.body());
                assertThat(other).as(document).isIn(null, frame.kind() + frame.body());
            }
        });
        same("documents in Redis", found, published.documents());
        same("endings in Redis", endings, ended.frames());
        live(documents).forEach((key, frame) -> assertThat(frame.version()).as("%s%nversion of %s", log, key)
                .isEqualTo(published.version(key.replaceFirst("^[^:]*:", "").replaceFirst(":[^:]*$", ""))));
        Map<String, Frame> slugs = live(redis.frames('s'));
        Map<String, String> owned = new TreeMap<>();
        published.slugs().keySet().stream().filter(slugs::containsKey)
                .forEach(key -> owned.put(key, Objects.requireNonNull(slugs.remove(key)).body()));
        same("slugs in Redis", owned, published.slugs());
        ended.checkFormerSlugs(slugs);
        same("presences in Redis", bodies(redis.frames('h')), published.presences());
        Map<String, JsonNode> records = new TreeMap<>();
        Set<String> withdrawn = new TreeSet<>();
        redis.index().forEach((key, frame) -> {
            JsonNode record = StoredModel.json(frame.body());
            records.put(key, record.path("values"));
            if (record.path("withdrawn").booleanValue(false)) {
                withdrawn.add(key);
            }
        });
        same("index records in Redis", records, published.indexed());
        assertThat(withdrawn).as("%s%nindex records of withdrawn documents", log).isEqualTo(published.withdrawn());
    }

    private Map<String, Frame> live(Map<String, Frame> frames) {
        Map<String, Frame> live = new TreeMap<>();
        frames.forEach((key, frame) -> {
            assertThat(frame.expires()).as("%s%n%s expires", log, key).isEqualTo(!frame.isLive());
            if (frame.isLive()) {
                live.put(key, frame);
            }
        });
        return live;
    }

    private Map<String, String> bodies(Map<String, Frame> frames) {
        Map<String, String> bodies = new TreeMap<>();
        live(frames).forEach((key, frame) -> bodies.put(key, frame.body()));
        return bodies;
    }

    /** @param ended kind and body of frames by {@code entry:locale} */
    private void checkEnded(Map<String, String> ended, EdgeSnapshot snapshot) {
        Map<String, Integer> found = new TreeMap<>();
        Map<String, Integer> expected = new TreeMap<>();
        snapshot.documents().forEach((document, answer) -> {
            String frame = ended.get(document.idOrSlug() + ":" + document.locale());
            if (frame != null) {
                found.put(document.path(), answer.status());
                expected.put(document.path(), frame.startsWith("G") ? 410 : 301);
            }
        });
        same("what has gone from the edge", found, expected);
    }

    private void checkEdge(PublishedRows published, EdgeSnapshot snapshot) {
        Map<String, JsonNode> documents = published.documents();
        Map<String, String> slugs = published.slugs();
        Map<String, JsonNode> found = new TreeMap<>();
        Map<String, JsonNode> expected = new TreeMap<>();
        snapshot.documents().forEach((document, answer) -> {
            found.put(document.path(), answer.json());
            expected.put(document.path(), documents.getOrDefault(document.key(slugs), StoredModel.json("{}")));
        });
        same("documents at the edge", found, expected);
        snapshot.lists().forEach((list, items) -> {
            checkList(list, items, documents);
            checkOrder(list, items);
        });
    }

    /** A list contains each document of its type once, unless it is withdrawn. */
    private void checkList(Listing list, List<JsonNode> items, Map<String, JsonNode> documents) {
        String end = ":" + list.locale() + ":" + list.view();
        assertThat(items).as("%s%n%s", log, list).containsExactlyInAnyOrderElementsOf(documents.entrySet().stream()
                .filter(each -> each.getKey().startsWith(list.type() + ":") && each.getKey().endsWith(end))
                .filter(each -> !each.getValue().path("_meta").has("withdrawn")).map(Map.Entry::getValue).toList());
    }

    /** Checks the order as far as the documents contain the sort field. */
    private void checkOrder(Listing list, List<JsonNode> items) {
        boolean descending = list.sort().startsWith("-");
        String sort = descending ? list.sort().substring(1) : list.sort();
        List<Object> keys = new ArrayList<>(items.stream().flatMap(item -> sortKey(item, sort).stream()).toList());
        if (descending) {
            Collections.reverse(keys);
        }
        assertThat(keys).as("%s%n%s", log, list).isSortedAccordingTo(ConsistencyCheck::compare);
    }

    private static Optional<Object> sortKey(JsonNode item, String sort) {
        if (sort.equals("publishedAt")) {
            return Optional.of((double) Instant.parse(item.at("/_meta/publishedAt").stringValue()).toEpochMilli());
        }
        JsonNode value = item.path(sort);
        return value.isNumber() ? Optional.of(value.doubleValue()) : Optional.ofNullable(value.asString(null));
    }

    private static int compare(Object one, Object other) {
        return one instanceof Double number
                ? number.compareTo((Double) other)
                : one.toString().compareTo(other.toString());
    }

    void plantStrayFrames() throws IOException {
        redis.plantStrayFrames();
    }

    /** Reports the differing keys only; whole maps would be unreadable. */
    <T> void same(String what, Map<String, T> found, Map<String, T> expected) {
        List<String> differences = new ArrayList<>();
        Set<String> keys = new TreeSet<>(found.keySet());
        keys.addAll(expected.keySet());
        for (String key : keys) {
            T one = found.get(key);
            T other = expected.get(key);
            if (one == null || !one.equals(other)) {
                differences.add(key + "\n  actual    " + one + "\n  expected  " + other);
            }
        }
        assertThat(differences).as("%s%n%s", log, what).isEmpty();
    }

    /** The edge serves the same bytes and ETags as before. */
    void sameBytes(String when, EdgeSnapshot before) {
        same(when, snapshot(before.ids()).answers(), before.answers());
    }

    @Override
    public void close() throws IOException, SQLException {
        redis.close();
        database.close();
    }
}
