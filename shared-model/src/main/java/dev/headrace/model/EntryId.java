package dev.headrace.model;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** Ids of entries: UUIDs of version 7, so that they sort by creation and index well. Opaque to clients. */
public final class EntryId {

    private static final Pattern FORM = Pattern
            .compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

    private EntryId() {}

    public static UUID fresh() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long most = (System.currentTimeMillis() << 16) | 0x7000 | (random.nextInt() & 0xfff);
        long least = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(most, least);
    }

    /** Whether a text is an id rather than a slug; no slug may look like an id. */
    public static boolean isId(String text) {
        return text.length() == 36 && FORM.matcher(text).matches();
    }
}
