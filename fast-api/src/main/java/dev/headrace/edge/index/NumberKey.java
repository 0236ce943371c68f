package dev.headrace.edge.index;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import org.apache.lucene.util.BytesRef;

/**
 * Decimal numbers as bytes in the same order, exactly: a double has only 15 digits.
 *
 * <p>A positive number is its sign, the exponent, and the digits, two in each byte, without trailing zeros; a negative one
 * has the complements, and a last byte by which it sorts after the same number with more digits.
 */
final class NumberKey {

    private static final int NEGATIVE = 0;
    private static final int ZERO = 1;
    private static final int POSITIVE = 2;
    /** Above the complement of every pair of digits. */
    private static final int END = 0xff;
    private static final int EXPONENT_OF_ONE = 0x4000;
    private static final int MAX_EXPONENT = 0x3fff;

    private NumberKey() {}

    /** @throws NumberFormatException if the text is not a number, or larger or smaller than any in documents */
    static BytesRef of(String text) {
        BigDecimal number = new BigDecimal(text).stripTrailingZeros();
        if (number.signum() == 0) {
            return new BytesRef(new byte[]{ZERO});
        }
        long exponent = (long) number.precision() - number.scale();
        if (Math.abs(exponent) > MAX_EXPONENT) {
            throw new NumberFormatException("exponent out of range: " + exponent);
        }
        boolean negative = number.signum() < 0;
        ByteArrayOutputStream key = new ByteArrayOutputStream();
        key.write(negative ? NEGATIVE : POSITIVE);
        writeMagnitude(EXPONENT_OF_ONE + (int) exponent, number.unscaledValue().abs().toString(),
                negative ? 0xff : 0, key);
        if (negative) {
            key.write(END);
        }
        return new BytesRef(key.toByteArray());
    }

    /** @param complement a mask for each byte */
    private static void writeMagnitude(int exponent, String digits, int complement, ByteArrayOutputStream key) {
        key.write((exponent >>> 8) ^ complement);
        key.write((exponent & 0xff) ^ complement);
        for (int i = 0; i < digits.length(); i += 2) {
            int ones = i + 1 < digits.length() ? digits.charAt(i + 1) - '0' : 0;
            key.write(((digits.charAt(i) - '0') * 10 + ones + 1) ^ complement);
        }
    }
}
