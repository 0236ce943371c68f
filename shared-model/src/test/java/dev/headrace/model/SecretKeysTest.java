package dev.headrace.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretKeysTest {

    private static final String KEY = "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk";

    @Test
    void keysAreSeparatedByCommasWithoutBlanks() {
        assertThat(SecretKeys.parse(" a , b")).containsExactly("a", "b");
        assertThat(SecretKeys.parse(" ")).isEmpty();
    }

    /** A template such as {@code ${NEW},${OLD}}, whose variables are not set, must not switch anything off. */
    @ParameterizedTest
    @ValueSource(strings = {",", " , ", ",,", KEY + ",", "," + KEY, KEY + ",," + KEY})
    void noPartIsEmpty(String setting) {
        assertThat(SecretKeys.isValid(setting)).isFalse();
    }

    @Test
    void aBlankSettingHasNoKeys() {
        assertThat(SecretKeys.isValid(" ")).isTrue();
        assertThat(new EventKeys(" ").sign("body")).isEmpty();
    }

    @Test
    void keysAreFewAndLong() {
        assertThat(SecretKeys.isValid("")).isTrue();
        assertThat(SecretKeys.isValid(String.join(",", Collections.nCopies(4, KEY)))).isTrue();
        assertThat(SecretKeys.isValid(String.join(",", Collections.nCopies(5, KEY)))).isFalse();
        assertThat(SecretKeys.isValid(KEY + "," + KEY.substring(1))).isFalse();
    }
}
