package dev.headrace.edge.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.edge.body.KeptBody;
import dev.headrace.edge.connection.OrdinaryGet;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PreparedTableTest {

    private static final KeptBody BODY = new KeptBody(new byte[10], () -> {});
    private static final byte[] SHARED = PreparedResponse.STATUS_LINE.getBytes(ISO_8859_1);

    private final RequestMetrics metrics = new RequestMetrics(new PrometheusRegistry());

    private PreparedResponse response(String target) {
        byte[] octets = target.getBytes(ISO_8859_1);
        return response(target, OrdinaryGet.hash(octets));
    }

    private PreparedResponse response(String target, int hash) {
        return new PreparedResponse(target.getBytes(ISO_8859_1), hash, SHARED, "Link: x\r\n".getBytes(ISO_8859_1),
                "\"tag\"", () -> BODY, BODY, metrics.of("route"));
    }

    private static @Nullable PreparedResponse find(PreparedTable table, PreparedResponse like) {
        return table.find(like.hash(), like.target(), like.target().length);
    }

    @Test
    void theNewestResponseToATargetIsFound() {
        PreparedTable table = new PreparedTable(100_000);
        PreparedResponse first = response("/a");
        table.put(first);
        PreparedResponse second = response("/a");
        table.put(second);
        table.put(response("/b"));
        assertThat(find(table, first)).isSameAs(second);
        assertThat(find(table, response("/c"))).isNull();
    }

    @Test
    void targetsWithTheSameHashAreDistinguished() {
        PreparedTable table = new PreparedTable(100_000);
        for (int i = 0; i < 8; i++) {
            table.put(response("/" + i, 1));
        }
        for (int i = 0; i < 8; i++) {
            PreparedResponse like = response("/" + i, 1);
            assertThat(Objects.requireNonNull(find(table, like)).target()).isEqualTo(like.target());
        }
        assertThat(find(table, response("/8", 1))).isNull();
        // A ninth takes a place.
        table.put(response("/8", 1));
        assertThat(find(table, response("/8", 1))).isNotNull();
    }

    @Test
    void allTogetherAreBounded() {
        long bytes = 1_000_000;
        PreparedTable table = new PreparedTable(bytes);
        int size = response("/00000").size();
        int count = (int) (4 * bytes / size);
        int found = 0;
        for (int i = 0; i < count; i++) {
            table.put(response("/%05d".formatted(i)));
        }
        for (int i = 0; i < count; i++) {
            found += find(table, response("/%05d".formatted(i))) == null ? 0 : 1;
        }
        assertThat((long) found * size).isBetween(bytes / 2, bytes);
    }

    @Test
    void withoutMemoryNothingIsKept() {
        PreparedTable table = new PreparedTable(0);
        table.put(response("/a"));
        assertThat(find(table, response("/a"))).isNull();
    }
}
