package dev.headrace.edge.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.edge.follow.Position;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyncTokenTest {

    private static final SyncToken TOKEN = SyncToken.of(new Position("one", "1700000000000-3", 42));

    @Test
    void aTokenIsReadAsItWasWritten() {
        assertThat(TOKEN.format()).matches("[A-Za-z0-9_-]{44}");
        assertThat(SyncToken.parse(TOKEN.format())).contains(TOKEN);
        assertThat(TOKEN.number()).isEqualTo(42);
        assertThat(TOKEN.entry().format()).isEqualTo("1700000000000-3");
        assertThat(TOKEN.isOf("one")).isTrue();
        assertThat(TOKEN.isOf("two")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AQ", "%", "ä"})
    void otherTextsAreNoTokens(String text) {
        assertThat(SyncToken.parse(text)).isEmpty();
    }

    @Test
    void changedTokensAreNoTokens() {
        String text = TOKEN.format();
        assertThat(SyncToken.parse(text + "A")).isEmpty();
        assertThat(SyncToken.parse(text + "=")).isEmpty();
        assertThat(SyncToken.parse(text.substring(1))).isEmpty();
        assertThat(SyncToken.parse("B" + text.substring(1))).as("another format").isEmpty();
        assertThat(SyncToken.parse(new SyncToken(1, -1, TOKEN.entry()).format())).as("a negative number").isEmpty();
    }
}
