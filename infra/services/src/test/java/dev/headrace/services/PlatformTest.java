package dev.headrace.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PlatformTest {

    @ParameterizedTest
    @CsvSource({"Linux, amd64, LINUX_AMD64", "Linux, aarch64, LINUX_ARM64", "Mac OS X, x86_64, MACOS_AMD64",
            "Mac OS X, aarch64, MACOS_ARM64"})
    void mapsJavaSystemProperties(String system, String processor, Platform expected) {
        assertThat(Platform.of(system, processor)).isEqualTo(expected);
    }

    @Test
    void rejectsUnsupportedPlatforms() {
        assertThatThrownBy(() -> Platform.of("Windows 11", "amd64")).isInstanceOf(ServiceException.class)
                .hasMessageContaining("Windows 11 on amd64");
    }

    @ParameterizedTest
    @EnumSource
    void hasARedisBinaryOnTheClassPath(Platform platform) {
        assertThat(Platform.class.getResource("/" + platform.redisBinary())).isNotNull();
    }
}
