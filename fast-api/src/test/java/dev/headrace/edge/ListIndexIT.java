package dev.headrace.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.headrace.edge.ContentFixture.Article;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.PublishedModel.Field;
import dev.headrace.model.PublishedModel.ValueKind;
import dev.headrace.model.RedisKeys;
import dev.headrace.testkit.Backends;
import dev.headrace.testkit.Eventually;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list index on its disk: damage, failures, and changes of the model. */
class ListIndexIT {

    private static final String LIST = "/v1/content/article";

    @TempDir
    private Path folder;
    private String redis;
    private ContentFixture content;

    @BeforeEach
    void start() {
        redis = Backends.redis().freshUrl();
        content = new ContentFixture(redis);
        content.publishModel();
    }

    @AfterEach
    void stop() {
        content.close();
    }

    private RunningEdge edge() {
        return RunningEdge.start(redis, Map.of("HEADRACE_EDGE_DATA_DIR", folder.toString()));
    }

    @Test
    void damagedIndexIsRebuilt() throws IOException {
        Article article = Article.titled("Existing");
        try (RunningEdge edge = edge()) {
            content.publish(article);
            edge.awaitOnly(article);
        }
        try (Stream<Path> files = Files.walk(folder.resolve("lists"))) {
            for (Path file : files.filter(file -> file.getFileName().toString().startsWith("segments_")).toList()) {
                Files.writeString(file, "damaged");
            }
        }
        try (RunningEdge edge = edge()) {
            edge.awaitOnly(article);
        }
        Path manifest = folder.resolve("lists").resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replaceFirst("\"format\":\"[^\"]*\"",
                "\"format\":\"older\""));
        try (RunningEdge edge = edge()) {
            edge.awaitOnly(article);
            assertThat(edge.resynchronizations()).isOne();
        }
    }

    @Test
    void unwritableIndexServesStaleListsAndIsRebuiltAfterwards() throws IOException {
        Article old = Article.titled("Before");
        Article fresh = Article.titled("Meanwhile");
        try (RunningEdge edge = edge()) {
            content.publish(old);
            edge.awaitOnly(old);
            Path lists = folder.resolve("lists");
            Files.move(lists, folder.resolve("moved"));
            Files.writeString(lists, "blocks the directory");
            content.publish(fresh);
            Eventually.holds("the failure is noticed",
                    () -> edge.metric("headrace_edge_list_index_failing") == 1);
            assertThat(edge.get(fresh.path()).body()).isEqualTo(fresh.json("full"));
            HttpResponse<String> list = edge.get(LIST);
            assertThat(list.statusCode()).isEqualTo(200);
            assertThat(list.body()).contains(old.json("card")).doesNotContain(fresh.json("card"));
            assertThat(list.headers().firstValue("Headrace-Stale")).contains("true");
            assertThat(edge.management("/readyz").statusCode()).isEqualTo(200);
            assertThat(edge.management("/readyz").body()).contains("The list index cannot be updated");

            Files.delete(lists);
            Eventually.passes("the index is rebuilt", Duration.ofSeconds(30), () -> {
                assertThat(edge.get(LIST).body()).contains(fresh.json("card"), old.json("card"), "\"total\":2,");
                assertThat(edge.get(LIST).headers().firstValue("Headrace-Stale")).isEmpty();
            });
            assertThat(edge.management("/readyz").body()).contains("\"status\":\"UP\"").doesNotContain("list index");
        }
        try (RunningEdge edge = edge()) {
            assertThat(edge.resynchronizations()).isZero();
            edge.awaitOnly(old, fresh);
        }
    }

    @Test
    void malformedRecordsAreSkippedWithoutAffectingOthers() {
        Article good = Article.titled("Good");
        Article odd = Article.titled("Odd");
        PublishedModel.Type type = ContentFixture.MODEL.type("article").orElseThrow();
        Map<String, Field> sorts = new HashMap<>(type.sorts());
        sorts.put("title", new Field(ValueKind.NUMBER, List.of()));
        content.publishModel(new PublishedModel(2, List.of("en"), Map.of("article", new PublishedModel.Type(
                type.views(), type.listView(), type.filters(), sorts, type.interactions()))));
        content.publish(good);
        content.redis().hset(RedisKeys.index(odd.target().partition()), "article:" + odd.id() + ":en",
                "no frame".getBytes(UTF_8));
        content.redis().hset(RedisKeys.index(odd.target().partition()), "nonsense", "x".getBytes(UTF_8));
        try (RunningEdge edge = edge()) {
            edge.awaitOnly(good);
            // A title is not a number, so the document has no value.
            assertThat(edge.get(LIST + "?sort=title").body()).contains("Good");
            assertThat(edge.get(LIST + "?title[gte]=0").body()).contains("\"total\":0");
        }
    }

    @Test
    void dataDirectoryCannotBeShared() {
        try (RunningEdge edge = edge()) {
            assertThat(edge.get(LIST).statusCode()).isEqualTo(200);
            Map<String, String> same = Map.of("HEADRACE_EDGE_DATA_DIR", folder.toString());
            assertThat(catchThrowable(() -> RunningEdge.start(redis, same)))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("is used by another edge");
        }
    }

    @Test
    void oldIndexServesWhileANewSortableFieldIsIndexed() {
        PublishedModel.Type old = ContentFixture.MODEL.type("article").orElseThrow();
        Map<String, Field> sorts = new HashMap<>(old.sorts());
        sorts.remove("minutes");
        content.publishModel(new PublishedModel(1, List.of("en", "de"), Map.of("article",
                new PublishedModel.Type(old.views(), old.listView(), old.filters(), sorts, old.interactions()))));
        Article longer = Article.titled("Longer").lasting(12);
        Article shorter = Article.titled("Shorter").lasting(2);
        content.publish(longer);
        content.publish(shorter);
        try (RunningEdge edge = edge()) {
            edge.awaitOnly(shorter, longer);
            assertThat(edge.get(LIST + "?sort=minutes").statusCode()).isEqualTo(400);

            Map<String, Field> filters = new HashMap<>(old.filters());
            filters.remove("format");
            content.publishModel(new PublishedModel(2, List.of("en", "de"), Map.of("article",
                    new PublishedModel.Type(old.views(), old.listView(), filters, old.sorts(), old.interactions()))));
            Eventually.passes("it is sorted by minutes", () -> {
                assertThat(edge.get(LIST).statusCode()).isEqualTo(200);
                String body = edge.get(LIST + "?sort=minutes").body();
                assertThat(body).contains("Shorter").matches(".*Shorter.*Longer.*");
            });
            assertThat(edge.get(LIST + "?format=essay").statusCode()).isEqualTo(400);
        }
        try (RunningEdge edge = edge()) {
            assertThat(edge.resynchronizations()).isZero();
            assertThat(edge.get(LIST + "?sort=-minutes").body()).matches(".*Longer.*Shorter.*");
        }
    }

    @Test
    void newTypesAndLocalesAreListedAfterAModelChange() {
        Article german = Article.titled("Deutsch");
        PublishedModel.Type type = ContentFixture.MODEL.type("article").orElseThrow();
        content.publishModel(new PublishedModel(1, List.of("en"), Map.of("article", type)));
        content.publish(german, "de");
        try (RunningEdge edge = edge()) {
            assertThat(edge.get(LIST + "?locale=de").statusCode()).isEqualTo(400);
            content.publishModel();
            Eventually.passes("it is listed",
                    () -> assertThat(edge.get(LIST + "?locale=de").body()).contains("Deutsch"));
            Eventually.passes("authors are listed",
                    () -> assertThat(edge.get("/v1/content/author").statusCode()).isEqualTo(200));
        }
    }

    @Test
    void becomesReadyAfterADiskFailureDuringAModelChange() throws IOException {
        Article article = Article.titled("Waits for the disk");
        content.redis().del(RedisKeys.MODEL);
        try (RunningEdge edge = RunningEdge.startUnready(redis,
                Map.of("HEADRACE_EDGE_DATA_DIR", folder.toString()))) {
            Eventually.holds("the edge is ready without a model", () -> edge.management("/readyz").statusCode() == 200);
            Path lists = folder.resolve("lists");
            Files.move(lists, folder.resolve("moved"));
            Files.writeString(lists, "blocks the directory");
            content.publishModel();
            content.publish(article);
            Eventually.holds("the failure is noticed", () -> edge.metric("headrace_edge_list_index_failing") == 1);
            Eventually.holds("the edge is not ready", () -> edge.management("/readyz").statusCode() == 503);

            Files.delete(lists);
            Eventually.holds("the edge is ready", Duration.ofSeconds(30),
                    () -> edge.management("/readyz").statusCode() == 200);
            assertThat(edge.get("/v1/content/article").body()).contains(article.json("card"));
        }
    }
}
