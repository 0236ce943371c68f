package dev.headrace.edge.index;

import com.ibm.icu.text.Collator;
import com.ibm.icu.text.RuleBasedCollator;
import com.ibm.icu.util.ULocale;
import java.util.Arrays;
import org.apache.lucene.util.BytesRef;

/** The order of texts: the root collation of the Unicode Collation Algorithm, as keys that sort by their bytes. */
final class Collation {

    /** Characters of a text that count; texts that have the first ones in common are ordered by id. */
    private static final int MAX_LENGTH = 100;

    private static final RuleBasedCollator ROOT = (RuleBasedCollator) Collator.getInstance(ULocale.ROOT).freeze();

    /** Keys of another version must not be compared with those of this one. */
    static final String VERSION = ROOT.getVersion() + "/" + ROOT.getUCAVersion();

    private Collation() {}

    static BytesRef key(String text) {
        byte[] key = ROOT.getCollationKey(cut(text)).toByteArray();
        // The key ends with a 0, which would only be one more byte to store.
        return new BytesRef(Arrays.copyOf(key, key.length - 1));
    }

    private static String cut(String text) {
        if (text.length() <= MAX_LENGTH) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH;
        return text.substring(0, end);
    }
}
