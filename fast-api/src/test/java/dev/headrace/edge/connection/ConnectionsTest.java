package dev.headrace.edge.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ConnectionsTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);

    private Connections connections(int max, int perAddress) {
        return new Connections(settings(max, perAddress), nanos::get);
    }

    private static ConnectionSettings settings(int max, int perAddress) {
        return new ConnectionSettings(max, perAddress, Duration.ofSeconds(5), Duration.ofSeconds(30),
                Duration.ofSeconds(60), Duration.ofSeconds(60), ConnectionSettings.ANSWER, 500);
    }

    @Test
    void limitsAddressesAndTheTotal() {
        Connections connections = connections(3, 2);
        assertThat(connections.admit("a")).isNull();
        assertThat(connections.admit("a")).isNull();
        assertThat(connections.admit("a")).isEqualTo(Refusal.ADDRESS_LIMIT);
        assertThat(connections.admit("b")).isNull();
        assertThat(connections.admit("c")).isEqualTo(Refusal.CONNECTION_LIMIT);
        assertThat(connections.open()).isEqualTo(3);
        assertThat(connections.refused()).isEqualTo(2);

        connections.release("a");
        assertThat(connections.admit("a")).isNull();
    }

    @Test
    void zeroMeansNoLimitPerAddress() {
        Connections connections = connections(3, 0);
        for (int i = 0; i < 3; i++) {
            assertThat(connections.admit("a")).isNull();
        }
        assertThat(connections.admit("a")).isEqualTo(Refusal.CONNECTION_LIMIT);
    }

    @Test
    void staysFullForSomeSecondsAfterARefusal() {
        Connections connections = connections(1, 0);
        assertThat(connections.isFull()).isFalse();
        var _ = connections.admit("a");
        var _ = connections.admit("b");
        connections.release("a");
        assertThat(connections.isFull()).as("probes are rarer than refusals").isTrue();
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(5));
        assertThat(connections.isFull()).isFalse();
    }

    @Test
    void timeoutsAreShorterNearTheLimit() {
        Connections connections = connections(10, 0);
        for (int i = 0; i < 9; i++) {
            var _ = connections.admit("a");
        }
        assertThat(connections.timeouts().idle()).isEqualTo(60_000);
        var _ = connections.admit("a");
        assertThat(connections.timeouts().idle()).isEqualTo(5_000);
        assertThat(connections.timeouts().answer()).as("the clients are not at fault").isEqualTo(30_000);
    }

    @Test
    void transfersHaveATotalAndAMinimumRate() {
        Timeouts timeouts = Timeouts.of(settings(1, 0));
        assertThat(timeouts.isOverForBody(5_000, 0)).isFalse();
        assertThat(timeouts.isOverForBody(5_001, 0)).isTrue();
        assertThat(timeouts.isOverForBody(7_000, 1_000)).isFalse();
        assertThat(timeouts.isOverForBody(7_001, 1_000)).isTrue();
        assertThat(timeouts.isOverForBody(30_001, 1_000_000)).isTrue();
        assertThat(timeouts.isOverForResponse(30_001, 1_000_000)).isFalse();
    }

    @Test
    void anIpv6NetworkIsOneClient() {
        assertThat(ClientNetwork.of(InetAddress.ofLiteral("2001:db8:1:2::1")))
                .isEqualTo(ClientNetwork.of(InetAddress.ofLiteral("2001:db8:1:2:ffff::1")))
                .isNotEqualTo(ClientNetwork.of(InetAddress.ofLiteral("2001:db8:1:3::1")));
        assertThat(ClientNetwork.of(InetAddress.ofLiteral("10.0.0.1")))
                .isNotEqualTo(ClientNetwork.of(InetAddress.ofLiteral("10.0.0.2")));
    }
}
