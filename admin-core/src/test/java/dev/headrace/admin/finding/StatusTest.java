package dev.headrace.admin.finding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatusTest {

    @Test
    void aStateOfALaterVersionCountsAsADraft() {
        assertThat(Status.of("published")).isEqualTo(Status.published);
        assertThat(Status.of("reviewed")).isEqualTo(Status.draft);
    }
}
