package dev.headrace.admin.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class Utf8CheckTest {

    private static boolean accepts(byte[] bytes, int part) {
        Utf8Check check = new Utf8Check();
        for (int i = 0; i < bytes.length; i += part) {
            if (!check.accepts(bytes, i, Math.min(part, bytes.length - i))) {
                return false;
            }
        }
        return check.isAtEnd();
    }

    @Test
    void textIsAcceptedInPartsOfAnySize() {
        byte[] text = "a\u00e9\u20ac\ud83d\ude00".repeat(500).getBytes(StandardCharsets.UTF_8);
        for (int part = 1; part <= 12; part++) {
            assertThat(accepts(text, part)).as("parts of " + part).isTrue();
        }
        assertThat(accepts(text, text.length)).isTrue();
        assertThat(accepts(new byte[0], 1)).isTrue();
    }

    /** Overlong forms, halves of surrogate pairs, and characters that are incomplete or beyond the last one. */
    @Test
    void otherBytesAreNot() {
        for (String hex : List.of("c181", "ff", "eda080", "61c3", "e282", "f4908080", "80", "c328", "f09f98")) {
            byte[] bytes = HexFormat.of().parseHex(hex);
            for (int part = 1; part <= bytes.length; part++) {
                assertThat(accepts(bytes, part)).as(hex + " in parts of " + part).isFalse();
            }
        }
    }
}
