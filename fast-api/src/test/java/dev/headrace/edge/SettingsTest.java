package dev.headrace.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @Test
    void theFileListsEverySettingWithItsDefault() throws IOException {
        Environment environment = new Environment(Map.of());
        Settings.from(environment);

        Map<String, String> listed = Files.readAllLines(Path.of("edge.env")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#")).map(line -> line.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        assertThat(environment.defaults()).isEqualTo(listed);
    }

    @Test
    void variablesReplaceDefaults() {
        Settings settings = Settings.from(new Environment(
                Map.of("HEADRACE_EDGE_PORT", "81", "HEADRACE_EDGE_CORS_ORIGINS", "https://a.example,https://b.example",
                        "HEADRACE_EDGE_NAME", "edge-1", "HEADRACE_EDGE_USER_WRITES_PER_SECOND", "0")));
        assertThat(settings.name()).isEqualTo("edge-1");
        assertThat(settings.http().port()).isEqualTo(81);
        assertThat(settings.http().corsOrigins()).containsExactly("https://a.example", "https://b.example");
        assertThat(settings.interactions().userRate().perSecond()).isZero();
    }

    @Test
    void aValueThatCannotBeIsRefusedByName() {
        assertThatThrownBy(() -> Settings.from(new Environment(Map.of("HEADRACE_EDGE_PORT", "http"))))
                .hasMessage("HEADRACE_EDGE_PORT must be a whole number from 0 to 65535, but is 'http'.");
        assertThatThrownBy(() -> Settings.from(new Environment(Map.of("HEADRACE_EDGE_PORT", "65536"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis://:pa^secret@redis:6379", "redis://:pa%secret@redis:6379",
            "redis://:pa#secret@redis:6379", "redis://:pa/secret@redis:6379", "redis://:pa?secret@redis:6379",
            "http://:secret@redis:6379", "secret"})
    void noPartOfAWrongRedisUrlIsShown(String url) {
        assertThatThrownBy(() -> Settings.from(new Environment(Map.of("HEADRACE_REDIS_URL", url))))
                .isInstanceOf(IllegalArgumentException.class).hasNoCause().hasMessageContaining("HEADRACE_REDIS_URL")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @CsvSource({"HEADRACE_SQS_ENDPOINT, 127.0.0.1:9324", "HEADRACE_SQS_ENDPOINT, localhost:9324",
            "HEADRACE_SQS_ENDPOINT, http://", "HEADRACE_SQS_ENDPOINT, ftp://queue:21",
            "HEADRACE_SQS_ENDPOINT, http://a b", "HEADRACE_SQS_REGION, ''", "HEADRACE_SQS_REGION, 'us east'"})
    void aQueueThatCouldNeverBeFoundIsRefusedByName(String variable, String value) {
        assertThatThrownBy(() -> Settings.from(new Environment(Map.of(variable, value))))
                .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith(variable + " must be ")
                .hasMessageContaining("'" + value + "'");
    }

    @Test
    void aQueueMayBeAnywhere() {
        for (String endpoint : List.of("", "http://127.0.0.1:9324", "https://sqs.eu-central-1.amazonaws.com")) {
            assertThat(Settings.from(new Environment(Map.of("HEADRACE_SQS_ENDPOINT", endpoint))).queue().endpoint())
                    .isEqualTo(endpoint);
        }
    }

    @Test
    void withoutANameAnEdgeIsNamedByItsHostAndPort() {
        assertThat(Settings.from(new Environment(Map.of("HEADRACE_EDGE_PORT", "81"))).name()).endsWith(":81");
    }
}
