package dev.headrace.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CacheControlTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_000_000);

    private static String until(String value, long seconds) {
        return new CacheControl(value, InstantSource.fixed(NOW)).until(NOW.getEpochSecond() + seconds);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            public, max-age=60 | 61 | public, max-age=60
            public, max-age=60 | 60 | public, max-age=60
            public, max-age=60 | 59 | public, max-age=59
            public, max-age=60 | 0 | public, max-age=1
            public, max-age=60 | -3600 | public, max-age=1
            public, max-age=60, stale-while-revalidate=30 | 90 | public, max-age=60, stale-while-revalidate=30
            public, max-age=60, stale-while-revalidate=30 | 70 | public, max-age=60, stale-while-revalidate=10
            public, max-age=60, stale-while-revalidate=30 | 20 | public, max-age=20, stale-while-revalidate=0
            public, max-age=5, s-maxage=600, stale-while-revalidate=30 | 100 | public, max-age=5, s-maxage=100, stale-while-revalidate=0
            public, max-age=0, must-revalidate | 5 | public, max-age=0, must-revalidate
            no-store | 5 | no-store
            public, max-age=60, stale-if-error=3600 | 20 | public, max-age=20, stale-if-error=3600
            """)
    void lifetimesEndWithTheScheduledChange(String value, long seconds, String expected) {
        assertThat(until(value, seconds)).isEqualTo(expected);
    }

    @Test
    void itIsUsedUnchangedIfNoChangeIsScheduled() {
        String value = "public,max-age=60 , x=\"a,b\"";
        assertThat(new CacheControl(value, InstantSource.fixed(NOW)).until(0)).isSameAs(value);
    }
}
