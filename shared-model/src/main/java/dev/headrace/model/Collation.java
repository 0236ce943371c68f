package dev.headrace.model;

import com.ibm.icu.text.Collator;
import com.ibm.icu.text.RuleBasedCollator;
import com.ibm.icu.util.ULocale;
import java.util.Arrays;

/** The order of texts on both tiers: the root collation of the Unicode Collation Algorithm. */
public final class Collation {

    /** Only this many characters are compared; texts with the same prefix are ordered by id. */
    private static final int MAX_LENGTH = 100;

    private static final RuleBasedCollator ROOT = (RuleBasedCollator) Collator.getInstance(ULocale.ROOT).freeze();

    /** Keys of different versions are not comparable. */
    public static final String VERSION = ROOT.getVersion() + "/" + ROOT.getUCAVersion();

    private Collation() {}

    /** A key that sorts bytewise, unsigned, as the text does. */
    public static byte[] key(String text) {
        byte[] key = ROOT.getCollationKey(cut(text)).toByteArray();
        // Drops the terminating 0 to save a byte.
        return Arrays.copyOf(key, key.length - 1);
    }

    private static String cut(String text) {
        if (text.length() <= MAX_LENGTH) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH;
        return text.substring(0, end);
    }
}
