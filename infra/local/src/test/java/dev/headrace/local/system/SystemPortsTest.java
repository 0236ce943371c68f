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
    void areAllDifferentAlsoWhenAnInnerOneIsAskedForNow() {
        LocalData data = new LocalData(folder);
        int asked = SystemPorts.choose(data, Ports.free(), Ports.free()).redis();

        SystemPorts ports = SystemPorts.choose(data, asked, Ports.free());

        assertThat(ports.core()).isEqualTo(asked);
        assertThat(ports.redis()).isNotEqualTo(asked);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            99999 | 18080 | --core-port is 99999; it has to be from 1 to 65535.
            18080 | 0     | --edge-port is 0; it has to be from 1 to 65535.
            18080 | 18080 | The core and the edge cannot both have port 18080; choose another with --core-port or --edge-port.
            """)
    void areRefusedWhenTheyAreNone(int core, int edge, String sentence) {
        assertThatThrownBy(() -> SystemPorts.choose(new LocalData(folder), core, edge))
                .isInstanceOf(ServiceException.class).hasMessage(sentence);
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
