package dev.headrace.services;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InstallationTest {

    @Test
    void findsTheNearestFolderWithTheLauncher() {
        assertThat(Installation.find().home()).satisfies(home -> {
            assertThat(home.resolve("headrace")).isRegularFile();
            assertThat(home.resolve("infra/services")).isDirectory();
        });
    }
}
