package dev.headrace.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.edge.ContentFixture.Article;
import dev.headrace.testkit.Backends;
import dev.headrace.testkit.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListIndexFailuresIT {

    @TempDir
    private Path folder;

    @Test
    void becomesReadyAfterADiskFailureDuringAModelChange() throws IOException {
        String redis = Backends.redis().freshUrl();
        Article article = Article.titled("Waits for the disk");
        try (ContentFixture content = new ContentFixture(redis);
                RunningEdge edge = RunningEdge.startUnready(redis,
                        Map.of("HEADRACE_EDGE_DATA_DIR", folder.toString()))) {
            Eventually.holds("the edge is ready without a model", () -> edge.management("/readyz").statusCode() == 200);
            Path lists = folder.resolve("lists");
            Files.move(lists, folder.resolve("moved"));
            Files.writeString(lists, "blocks the directory");
            content.publishModel();
            content.publish(article);
            Eventually.holds("the failure is noticed", () -> edge.management("/metrics").body()
                    .contains("headrace_edge_list_index_failing 1"));
            Eventually.holds("the edge is not ready", () -> edge.management("/readyz").statusCode() == 503);

            Files.delete(lists);
            Eventually.holds("the edge is ready", Duration.ofSeconds(30),
                    () -> edge.management("/readyz").statusCode() == 200);
            assertThat(edge.get("/v1/content/article").body()).contains(article.json("card"));
        }
    }
}
