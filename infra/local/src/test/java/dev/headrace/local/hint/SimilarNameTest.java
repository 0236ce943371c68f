package dev.headrace.local.hint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimilarNameTest {

    private static final List<String> KNOWN = List.of("authors", "tags", "title", "HEADRACE_JOBS_RETRIES",
            "HEADRACE_JOBS_RETENTION");

    @ParameterizedTest
    @CsvSource({"author, authors", "tag, tags", "titel, ", "tittle, title",
            "HEADRACE_JOBS_RETRYS, HEADRACE_JOBS_RETRIES",
            "HEADRACE_JBOS_RETENTION, HEADRACE_JOBS_RETENTION", "HEADRACE_NOSUCH, ", "date, ", "'', ", "a, "})
    void isTheOneWithTheFewestEdits(String written, String similar) {
        assertThat(SimilarName.of(written, KNOWN).orElse(null)).isEqualTo(similar);
    }

    @Test
    void longNamesAreNotCompared() {
        assertThat(SimilarName.of("a".repeat(1_000_000), List.of("a".repeat(1_000_001)))).isEmpty();
    }
}
