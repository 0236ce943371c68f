package dev.headrace.admin.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlugsTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            A Bridge That Was Taken In, a-bridge-that-was-taken-in
            Don't stop,                 dont-stop
            Ärger & Straße,             arger-strasse
            ışık,                       isik
            Đà Nẵng,                    da-nang
            Œuvre,                      oeuvre
            Þór,                        thor
            Ísafjörður,                 isafjordur
            Đorđe,                      dorde
            Łódź øl,                    lodz-ol
            你好 2024,                   ni-hao-2024
            Москва,                     moskva
            C++ & C#,                   c-c
            """)
    void lettersOfAllScriptsAreTransliterated(String title, String slug) {
        assertThat(Slugs.of(title)).isEqualTo(slug);
    }

    @Test
    void textsWithoutLettersHaveNone() {
        assertThat(Slugs.of("🎉 …")).isEmpty();
        assertThat(Slugs.of("مرحبا")).isNotEmpty().matches("[a-z0-9-]+");
    }

    @Test
    void longTextsAreCutBetweenHyphens() {
        assertThat(Slugs.of("word ".repeat(200_000))).hasSizeLessThanOrEqualTo(120).endsWith("word");
    }
}
