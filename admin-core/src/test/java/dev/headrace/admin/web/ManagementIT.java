package dev.headrace.admin.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;

class ManagementIT {

    @Test
    void healthAndMetricsAreOnlyOnTheManagementPort() {
        try (CoreUnderTest core = CoreUnderTest.start()) {
            assertThat(get(core, "/healthz").text()).contains("UP");
            assertThat(get(core, "/readyz").text()).contains("UP");
            assertThat(get(core, "/metrics").text()).contains("hikaricp_connections");

            assertThat(core.get("/metrics").status()).isNotEqualTo(200);
            assertThat(core.get("/healthz").status()).isNotEqualTo(200);
        }
    }

    private static Answer get(CoreUnderTest core, String path) {
        return core.send(HttpRequest.newBuilder(core.managementUrl(path)).build());
    }
}
