package dev.headrace.edge.http;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.util.Methods;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {

    private static final Endpoint LIST = (_, _) -> {};
    private static final Endpoint ONE = (_, _) -> {};
    private static final Endpoint STATS = (_, _) -> {};
    private static final Endpoint REACT = (_, _) -> {};

    private final Routes routes = new Routes().get("/v1/content/{type}", LIST).get("/v1/content/{type}/{id}", ONE)
            .get("/v1/content/{type}/{id}/stats", STATS).put("/v1/content/{type}/{id}/reactions/{kind}", REACT)
            .delete("/v1/content/{type}/{id}/reactions/{kind}", REACT).get("/v1/stats", STATS);

    @Test
    void pathIsMatchedWithItsParameters() {
        Routes.Match match = requireNonNull(routes.match("/v1/content/article/7/reactions/like"));
        assertThat(match.resource().template()).isEqualTo("/v1/content/{type}/{id}/reactions/{kind}");
        assertThat(match.values().get(0)).isEqualTo("article");
        assertThat(match.values().get(1)).isEqualTo("7");
        assertThat(match.values().get(2)).isEqualTo("like");
        assertThat(match.resource().endpoint(Methods.PUT)).isSameAs(REACT);
        assertThat(match.resource().endpoint(Methods.GET)).isNull();
        assertThat(match.resource().allowed()).isEqualTo("PUT, DELETE, OPTIONS");
    }

    @Test
    void getImpliesHead() {
        Routes.Match match = requireNonNull(routes.match("/v1/content/article"));
        assertThat(match.resource().endpoint(Methods.HEAD)).isSameAs(LIST);
        assertThat(match.resource().allowed()).isEqualTo("GET, HEAD, OPTIONS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/v1", "/v1/content", "/v1/content/", "/v1/content//x", "/v1/content/article/",
            "/v1/content/article/7/other", "/v1/content/article/7/stats/x", "/v2/stats", "//v1/stats", "/v1/stats/"})
    void otherPathsDoNotMatch(String path) {
        assertThat(routes.match(path)).isNull();
    }
}
