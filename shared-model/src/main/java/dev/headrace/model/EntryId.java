package dev.headrace.model;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Ids of entries: UUIDs of version 7, so that they sort by creation and index well. Opaque to clients. */
public final class EntryId {

    private static final int LENGTH = 36;
    private static final long HYPHENS = 1L << 8 | 1L << 13 | 1L << 18 | 1L << 23;

    private EntryId() {}

    public static UUID fresh() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long most = (System.currentTimeMillis() << 16) | 0x7000 | (random.nextInt() & 0xfff);
        long least = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(most, least);
    }

    /** Whether a text is an id rather than a slug; no slug may look like an id. */
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

    // No regular expression: the edge asks this for every document that it serves, and it showed in the profile.
    private static boolean fits(char c, int index) {
        if ((HYPHENS >> index & 1) == 1) {
            return c == '-';
        }
        boolean isHex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        return isHex && (index != 14 || c == '7') && (index != 19 || c == '8' || c == '9' || c == 'a' || c == 'b');
    }
}
