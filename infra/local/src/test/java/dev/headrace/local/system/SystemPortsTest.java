package dev.headrace.local.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.local.data.LocalData;
import dev.headrace.services.Ports;
import dev.headrace.services.ServiceException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemPortsTest {

    @TempDir
    Path folder;

    @Test
    void stayTheSameFromStartToStart() {
        int core = Ports.free();
        int edge = Ports.free();
        LocalData data = new LocalData(folder);

        SystemPorts first = SystemPorts.choose(data, core, edge);

        assertThat(SystemPorts.choose(data, core, edge)).isEqualTo(first);
        assertThat(data.port("core")).hasValue(core);
    }

    @Test
    void giveWayWhereSomebodyElseListensNow() throws IOException {
        LocalData data = new LocalData(folder);
        int core = Ports.free();
        int edge = Ports.free();
        SystemPorts first = SystemPorts.choose(data, core, edge);

        try (ServerSocket squatter = new ServerSocket(first.redis(), 1, InetAddress.getLoopbackAddress())) {
            assertThat(SystemPorts.choose(data, core, edge).redis()).isNotEqualTo(squatter.getLocalPort());
        }
    }

    @Test
    void areRefusedWithTheOptionForAnotherWhenPeopleAskForATakenOne() throws IOException {
        try (ServerSocket squatter = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int taken = squatter.getLocalPort();

            assertThatThrownBy(() -> SystemPorts.choose(new LocalData(folder), taken, Ports.free()))
                    .isInstanceOf(ServiceException.class)
                    .hasMessage("Port " + taken + " is taken; choose another with --core-port.");
        }
    }
}
