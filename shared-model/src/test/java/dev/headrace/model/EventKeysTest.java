package dev.headrace.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.model.EventKeys.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventKeysTest {

    private static final String BODY = "{\"v\":1,\"events\":[]}";
    private static final String OLD = "o".repeat(32);
    private static final String NEW = "n".repeat(32);
    private static final EventKeys KEYS = new EventKeys(OLD);

    @Test
    void aSignedMessageIsAuthentic() {
        assertThat(KEYS.verify(BODY, KEYS.sign(BODY).orElseThrow())).isEqualTo(Verdict.AUTHENTIC);
    }

    @Test
    void aMessageWithoutASignatureIsUnsigned() {
        assertThat(KEYS.verify(BODY, null)).isEqualTo(Verdict.UNSIGNED);
    }

    @Test
    void theSignatureOfAnotherMessageIsForged() {
        assertThat(KEYS.verify(BODY + " ", KEYS.sign(BODY).orElseThrow())).isEqualTo(Verdict.FORGED);
    }

    @Test
    void anotherKeyIsUnknown() {
        assertThat(KEYS.verify(BODY, new EventKeys(NEW).sign(BODY).orElseThrow())).isEqualTo(Verdict.UNKNOWN_KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1:0123456789abcdef", "1:0123456789abcdef:", "2:0123456789abcdef:c2ln",
            "1:0123456789ABCDEF:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void otherFormsAreUnreadable(String signature) {
        assertThat(KEYS.verify(BODY, signature)).isEqualTo(Verdict.UNREADABLE);
    }

    @Test
    void theFirstKeySignsAndAllVerify() {
        EventKeys both = new EventKeys(NEW + ", " + OLD);

        assertThat(both.sign(BODY)).isEqualTo(new EventKeys(NEW).sign(BODY));
        assertThat(both.verify(BODY, KEYS.sign(BODY).orElseThrow())).isEqualTo(Verdict.AUTHENTIC);
        assertThat(both.verify(BODY, both.sign(BODY).orElseThrow())).isEqualTo(Verdict.AUTHENTIC);
    }

    @Test
    void withoutKeysNothingIsSignedOrRequired() {
        EventKeys none = new EventKeys("");

        assertThat(none.sign(BODY)).isEmpty();
        assertThat(none.verify(BODY, null)).isEqualTo(Verdict.AUTHENTIC);
        assertThat(none.verify(BODY, KEYS.sign(BODY).orElseThrow())).isEqualTo(Verdict.AUTHENTIC);
    }

    @Test
    void secretsAreNotShown() {
        assertThat(KEYS.toString()).doesNotContain("ooo");
    }
}
