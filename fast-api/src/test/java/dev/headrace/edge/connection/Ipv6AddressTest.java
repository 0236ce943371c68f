package dev.headrace.edge.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.util.NetworkUtils;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Ipv6AddressTest {

    private static final Pattern UNDERTOW = Pattern.compile(NetworkUtils.IP6_EXACT);

    private final Ipv6Address address = new Ipv6Address();

    private boolean accepts(String text) {
        address.reset();
        return text.chars().allMatch(address::accepts) && address.isComplete();
    }

    @ParameterizedTest
    @ValueSource(strings = {"::", "::1", "1::", "2001:db8::1", "2001:DB8:0:1:1:1:1:1", "fe80::1:2:3:4", "1:2:3:4:5::6",
            "1:2:3:4:5:6::", "::1:2:3:4:5:6", "1:2:3:4:5:6:7:8", "abcd:ef01:2345:6789:abcd:ef01:2345:6789"})
    void addressesAreAccepted(String text) {
        assertThat(accepts(text)).isTrue();
        assertThat(text).matches(UNDERTOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", ":::", ":1", "1:", "1", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:",
            ":2:3:4:5:6:7:8", "1::2::3", "1:::2", "12345::", "g::", "1:2:3:4:5:6:7::", "::ffff:1.2.3.4",
            "fe80::1%25eth0",
            "v1.a"})
    void everythingElseIsRefused(String text) {
        assertThat(accepts(text)).isFalse();
    }

    /** What Undertow refuses never gets a problem as a response. */
    @Test
    void nothingIsAcceptedThatUndertowRefuses() {
        Random random = new Random(11);
        int accepted = 0;
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int parts = 1 + random.nextInt(16); parts > 0; parts--) {
                text.append(random.nextInt(5) < 2 ? Integer.toHexString(random.nextInt(0x12000)) : ":");
            }
            if (accepts(text.toString())) {
                accepted++;
                assertThat(text.toString()).matches(UNDERTOW);
            }
        }
        assertThat(accepted).isPositive();
    }
}
