package dev.headrace.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContainerServerTest {

    @Test
    void localEnginesPublishOnTheLocalAddressOnly() {
        assertThat(ContainerServer.portBinding("localhost", 5432)).isEqualTo("127.0.0.1:5432:5432");
        assertThat(ContainerServer.portBinding("203.0.113.7", 5432)).isEqualTo("5432:5432");
    }
}
