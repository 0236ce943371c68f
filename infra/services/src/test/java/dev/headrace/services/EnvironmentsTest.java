package dev.headrace.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EnvironmentsTest {

    @Test
    void programsInheritStandardVariablesOnly() {
        assertThat(Environments.program(List.of("true")).environment().keySet()).contains("PATH")
                .allMatch(Environments::isStandard);
        assertThat(List.of("PATH", "LC_ALL", "JAVA_TOOL_OPTIONS")).allMatch(Environments::isStandard);
        assertThat(List.of("HEADRACE_ADMIN_PASSWORD", "SPRING_DATASOURCE_URL", "SERVER_PORT", "AWS_SESSION_TOKEN"))
                .noneMatch(Environments::isStandard);
    }
}
