package dev.headrace.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContainedServerTest {

    @Test
    void isPublishedOnLoopbackWhereTheEngineIsLocal() {
        assertThat(ContainedServer.publication("localhost", 5432)).isEqualTo("127.0.0.1:5432:5432");
        assertThat(ContainedServer.publication("docker.example.org", 5432)).isEqualTo("5432:5432");
    }
}
