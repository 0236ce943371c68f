package dev.headrace.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlugFormatTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "a-bridge-that-was-taken-in", "2026-11-26"})
    void lowercaseWordsAreSlugs(String text) {
        assertThat(SlugFormat.isSlug(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "a--b", "-a", "a-", "a_b", "a b", "ä", "a/b", "a\n",
            "01a20632-9b38-71f7-ac48-4ff92e0cdef3"})
    void otherTextsAndIdsAreNot(String text) {
        assertThat(SlugFormat.isSlug(text)).isFalse();
    }

    @Test
    void lengthIsLimited() {
        assertThat(SlugFormat.isSlug("a".repeat(200))).isTrue();
        assertThat(SlugFormat.isSlug("a".repeat(201))).isFalse();
    }
}
