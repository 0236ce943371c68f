package dev.headrace.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void reportsTakenPorts() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThat(Ports.bindError(listener.getLocalPort())).contains("is taken");
        }
        assertThat(Ports.bindError(Ports.free())).isEmpty();
    }

    @Test
    void distinguishesForbiddenPortsFromTakenOnes() {
        assertThat(Ports.bindError(new BindException("Permission denied")))
                .isEqualTo("cannot be used (Permission denied)");
    }
}
