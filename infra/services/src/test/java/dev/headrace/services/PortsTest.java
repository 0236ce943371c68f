package dev.headrace.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void saysWhetherAPortIsTaken() throws Exception {
        try (ServerSocket squatter = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThat(Ports.obstacle(squatter.getLocalPort())).contains("is taken");
        }
        assertThat(Ports.obstacle(Ports.free())).isEmpty();
    }

    @Test
    void doesNotCallAPortTakenThatWeMayNotHave() {
        assertThat(Ports.obstacle(new BindException("Permission denied")))
                .isEqualTo("cannot be used (Permission denied)");
    }
}
