package dev.headrace.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentsTest {

    @Test
    void keepsStandardAndHeadraceVariablesOnly() {
        Map<String, String> environment = new HashMap<>(Map.of("PATH", "/bin", "LC_ALL", "C.UTF-8",
                "JAVA_TOOL_OPTIONS", "-Dx=y", "HEADRACE_WORKERS", "4", "SPRING_DATASOURCE_URL", "jdbc:other",
                "SERVER_PORT", "1", "AWS_SESSION_TOKEN", "mine"));

        Environments.reduce(environment);

        assertThat(environment).containsOnlyKeys("PATH", "LC_ALL", "JAVA_TOOL_OPTIONS", "HEADRACE_WORKERS");
    }
}
