package dev.headrace.admin.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShownTitleTest {

    @Test
    void titlesThatCannotBeSeenAreReplaced() {
        for (String blank : List.of("", " ", "\u00a0", "\u200b", "\u3000", "\n", "\ufeff", " \u200b\t")) {
            assertThat(ShownTitle.of(blank)).as(blank).isEqualTo("Untitled");
        }
        assertThat(ShownTitle.of(" a")).isEqualTo(" a");
        assertThat(ShownTitle.of("\ud83d\ude00")).isEqualTo("\ud83d\ude00");
    }
}
