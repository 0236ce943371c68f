package dev.headrace.model;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Ids of entries: version 7 UUIDs, which sort by creation time and index well. Opaque to clients. */
public final class EntryId {

    private static final int LENGTH = 36;
    private static final long HYPHENS = 1L << 8 | 1L << 13 | 1L << 18 | 1L << 23;

    private EntryId() {}

    public static UUID fresh() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = (System.currentTimeMillis() << 16) | 0x7000 | (random.nextInt() & 0xfff);
        long low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /** Whether a string is an id rather than a slug; slugs must not look like ids. */
    public static boolean isId(String text) {
        if (text.length() != LENGTH) {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            if (!fits(text.charAt(i), i)) {
                return false;
            }
        }
        return true;
    }

    // Not a regular expression: called for every document served, which showed up in profiles.
    private static boolean fits(char c, int index) {
        if ((HYPHENS >> index & 1) == 1) {
            return c == '-';
        }
        boolean isHex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        return isHex && (index != 14 || c == '7') && (index != 19 || c == '8' || c == '9' || c == 'a' || c == 'b');
    }
}
