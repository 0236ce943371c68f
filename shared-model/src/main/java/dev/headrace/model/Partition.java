package dev.headrace.model;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.IntStream;

/**
 * One of a fixed number of partitions of Redis. All keys of a partition share a hash tag, so that a script can access a
 * document, its tallies and the outbox on Redis Cluster too.
 *
 * @param number from 0 to {@link #COUNT}, exclusive
 */
public record Partition(int number) {

    /** Must never change for a running system: it determines the partition of every key. */
    public static final int COUNT = 256;

    private static final String[] TAGS = IntStream.range(0, COUNT)
            .mapToObj(number -> "{" + HexFormat.of().toHexDigits(number, 2) + "}").toArray(String[]::new);

    public Partition {
        if (number < 0 || number >= COUNT) {
            throw new IllegalArgumentException("no such partition: " + number);
        }
    }

    /** The partition of a name, by FNV-1a (32 bits) over its UTF-8 form. */
    public static Partition of(String name) {
        int hash = 0x811c9dc5;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x01000193;
        }
        // The low byte of FNV-1a is unevenly distributed for short names, so the four bytes are folded into one.
        return new Partition((hash ^ (hash >>> 8) ^ (hash >>> 16) ^ (hash >>> 24)) & 0xff);
    }

    /** The partition of a slug's frame. */
    public static Partition ofSlug(String type, String locale, String slug) {
        return of(type + "/" + locale + "/" + slug);
    }

    /** The Redis hash tag, such as {@code {a7}}. */
    String tag() {
        return TAGS[number];
    }
}
