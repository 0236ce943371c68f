package dev.headrace.edge.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptEncodingTest {

    private final AcceptEncoding all = new AcceptEncoding(EnumSet.allOf(Coding.class));

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"gzip|GZIP", "br|BROTLI", "gzip, deflate, br, zstd|BROTLI", "BR;Q=1.0|BROTLI",
            "gzip;q=1.0, br;q=0.9|GZIP", "br;q=0|IDENTITY", "*|BROTLI", "*;q=0.5, gzip;q=1|GZIP", "br;q=0, *|GZIP",
            "identity|IDENTITY", "identity, gzip;q=0.5|IDENTITY", "deflate|IDENTITY", "''|IDENTITY",
            "gzip;q=2|IDENTITY",
            "gzip;level=9|IDENTITY", "gzip;q=0.001|GZIP", ",,gzip|GZIP", "*;q=0|IDENTITY"})
    void thePreferredCodingIsChosen(String value, Coding coding) {
        assertThat(all.preferred(value)).isEqualTo(coding);
        assertThat(all.preferred(value)).as("again").isEqualTo(coding);
    }

    @Test
    void onlyWhatIsOfferedIsChosen() {
        assertThat(new AcceptEncoding(Set.of(Coding.IDENTITY, Coding.GZIP)).preferred("br, gzip;q=0.1"))
                .isEqualTo(Coding.GZIP);
    }

    @Test
    void longValuesAndManyDifferentOnesAreAccepted() {
        assertThat(all.preferred("x".repeat(1_000) + ", br")).isEqualTo(Coding.IDENTITY);
        for (int i = 0; i < 1_000; i++) {
            assertThat(all.preferred("gzip, x" + i)).isEqualTo(Coding.GZIP);
        }
    }
}
