package dev.headrace.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.api.Test;

class SecretKeysTest {

    private static final String KEY = "k".repeat(32);

    @Test
    void keysAreSeparatedByCommasWithoutBlanks() {
        assertThat(SecretKeys.parse(" a , b,,")).containsExactly("a", "b");
        assertThat(SecretKeys.parse(" ")).isEmpty();
    }

    @Test
    void keysAreFewAndLong() {
        assertThat(SecretKeys.isValid("")).isTrue();
        assertThat(SecretKeys.isValid(String.join(",", Collections.nCopies(4, KEY)))).isTrue();
        assertThat(SecretKeys.isValid(String.join(",", Collections.nCopies(5, KEY)))).isFalse();
        assertThat(SecretKeys.isValid(KEY + "," + KEY.substring(1))).isFalse();
    }
}
