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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemPortsTest {

    @TempDir
    Path folder;

    @Test
    void areKeptAcrossStarts() {
        int core = Ports.free();
        int edge = Ports.free();
        LocalData data = new LocalData(folder);

        SystemPorts first = SystemPorts.choose(data, core, edge);

        assertThat(SystemPorts.choose(data, core, edge)).isEqualTo(first);
        assertThat(data.port("core")).hasValue(core);
    }

    @Test
    void areReplacedWhenTakenByAnotherProgram() throws IOException {
        LocalData data = new LocalData(folder);
        int core = Ports.free();
        int edge = Ports.free();
        SystemPorts first = SystemPorts.choose(data, core, edge);

        try (ServerSocket listener = new ServerSocket(first.redis(), 1, InetAddress.getLoopbackAddress())) {
            assertThat(SystemPorts.choose(data, core, edge).redis()).isNotEqualTo(listener.getLocalPort());
        }
    }

    @Test
    void areDistinctWhenAnOptionEqualsAnInternalPort() {
        LocalData data = new LocalData(folder);
        int requested = SystemPorts.choose(data, Ports.free(), Ports.free()).redis();

        SystemPorts ports = SystemPorts.choose(data, requested, Ports.free());

        assertThat(ports.core()).isEqualTo(requested);
        assertThat(ports.redis()).isNotEqualTo(requested);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            99999 | 18080 | --core-port is 99999; it must be between 1 and 65535.
            18080 | 0     | --edge-port is 0; it must be between 1 and 65535.
            18080 | 18080 | The core and the edge cannot both use port 18080; choose another with --core-port or --edge-port.
            """)
    void invalidOptionsAreRejected(int core, int edge, String message) {
        assertThatThrownBy(() -> SystemPorts.choose(new LocalData(folder), core, edge))
                .isInstanceOf(ServiceException.class).hasMessage(message);
    }

    @Test
    void takenPortIsRejectedWithTheOption() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int taken = listener.getLocalPort();

            assertThatThrownBy(() -> SystemPorts.choose(new LocalData(folder), taken, Ports.free()))
                    .isInstanceOf(ServiceException.class)
                    .hasMessage("Port " + taken + " is taken; choose another with --core-port.");
        }
    }
}
