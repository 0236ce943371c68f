package dev.headrace.edge.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberKeyTest {

    @Test
    void keysAreOrderedAsNumbers() {
        Random random = new Random(11);
        List<BigDecimal> numbers = new ArrayList<>(List.of(BigDecimal.ZERO, BigDecimal.ONE, BigDecimal.TEN,
                new BigDecimal("-1"), new BigDecimal("-1.005"), new BigDecimal("-1.05"), new BigDecimal("-1.5"),
                new BigDecimal("0.1"), new BigDecimal("-0.1"), new BigDecimal("9007199254740992"),
                new BigDecimal("9007199254740993"), new BigDecimal("9007199254740994")));
        for (int i = 0; i < 400; i++) {
            BigInteger digits = new BigInteger(1 + random.nextInt(100), random);
            numbers.add(new BigDecimal(random.nextBoolean() ? digits : digits.negate(), random.nextInt(61) - 30));
        }
        for (BigDecimal one : numbers) {
            for (BigDecimal other : numbers) {
                assertThat(Integer.signum(key(one).compareTo(key(other)))).as("%s and %s", one, other)
                        .isEqualTo(one.compareTo(other));
            }
        }
    }

    private static BytesRef key(BigDecimal number) {
        return NumberKey.of(number.toPlainString());
    }

    @ParameterizedTest
    @CsvSource({"1, 1.0", "100, 1e2", "0, -0.00", "-0.5, -5e-1"})
    void equalNumbersHaveEqualKeys(String one, String other) {
        assertThat(NumberKey.of(one)).isEqualTo(NumberKey.of(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "1e999999999", "1e-999999999", "NaN"})
    void otherTextsAreRejected(String text) {
        assertThatThrownBy(() -> NumberKey.of(text)).isInstanceOf(NumberFormatException.class);
    }
}
