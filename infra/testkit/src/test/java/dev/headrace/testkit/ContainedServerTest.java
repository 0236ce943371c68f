package dev.headrace.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContainedServerTest {

    @Test
    void isPublishedOnlyOnThisMachineWhereTheEngineIsHere() {
        assertThat(ContainedServer.publication("localhost", 5432)).isEqualTo("127.0.0.1:5432:5432");
        assertThat(ContainedServer.publication("203.0.113.7", 5432)).isEqualTo("5432:5432");
    }
}
