package dev.headrace.testkit.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FuzzTest {

    private static final Fuzz NUMBERS = Fuzz.of("numbers");

    @Test
    void documentedExceptionsAreExpected() {
        assertThatCode(() -> NUMBERS.refusedWith(IllegalArgumentException.class).texts(Integer::parseInt))
                .doesNotThrowAnyException();
    }

    @Test
    void otherExceptionsFail() {
        assertThatThrownBy(() -> NUMBERS.texts(Integer::parseInt)).isInstanceOf(AssertionError.class)
                .hasMessageContaining("numbers fails: java.lang.NumberFormatException");
    }

    @Test
    void errorsFail() {
        assertThatThrownBy(() -> NUMBERS.texts(FuzzTest::recurse)).isInstanceOf(AssertionError.class)
                .hasMessageContaining("StackOverflowError");
    }

    @SuppressWarnings("InfiniteRecursion") // the point of it
    private static void recurse(String text) {
        recurse(text);
    }

    @Test
    void allocationIsLimited() {
        assertThatThrownBy(() -> NUMBERS.texts(text -> {
            for (int i = 0; i < text.length(); i++) {
                assertThat(new int[text.length()]).isNotNull();
            }
        })).isInstanceOf(AssertionError.class).hasMessageContaining("numbers takes ");
    }

    @Test
    void cpuTimeIsLimited() {
        assertThatThrownBy(() -> NUMBERS.upTo(1_000).including("7".repeat(1_000)).texts(text -> {
            for (int steps = 0; steps < text.length() * text.length(); steps++) {
                assertThat(text.indexOf('\uffff')).isNegative();
            }
        })).isInstanceOf(AssertionError.class).hasMessageContaining("numbers takes ");
    }

    @Test
    void inputsAreTheSameEachTime() {
        assertThat(inputs()).isEqualTo(inputs());
    }

    private static List<String> inputs() {
        List<String> inputs = new ArrayList<>();
        NUMBERS.upTo(100).allocating(1_000_000, 0).texts(inputs::add);
        return inputs;
    }

    @Test
    void otherInputsAreParsedToo() {
        assertThatThrownBy(() -> NUMBERS.including("7").texts(text -> assertThat(text).isNotEqualTo("7")))
                .isInstanceOf(AssertionError.class).hasMessageContaining("1 characters");
    }

    @Test
    void samplesHaveEscapes() {
        assertThat(inputs()).startsWith("0", "1\n2", "-\u00e4\t");
    }
}
