package dev.headrace.model;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The names of all keys in Redis: the only place where a key is spelt.
 *
 * <p>Keys of a target lie in its {@link Partition}; keys of a type's lists lie together under the type's own hash tag.
 */
public final class RedisKeys {

    /** What the edge must know of the model: {@link PublishedModel} as JSON. */
    public static final String MODEL = "hr:model";

    /** A random name of the current contents; gone or another one means that Redis was wiped or replaced. */
    public static final String EPOCH = "hr:epoch";

    /** A time by the core's database, as RFC 3339 has it: what the core wrote before is here. */
    public static final String TIME = "hr:time";

    /** Stream of what changed at the edge, newest last, bounded. */
    public static final String CHANGES = "hr:changes";

    /**
     * Hash: edge's name to the last entry of {@link #CHANGES} that it has seen, and when it was last heard of, by Redis'
     * clock.
     */
    public static final String EDGES = "hr:edges";

    private static final int LONGEST_PLAIN_VALUE = 100;

    private RedisKeys() {}

    /** A {@link Frame} of a document. */
    public static String document(Target target, String view, String locale) {
        return "hr:" + target.partition().tag() + ":d:" + target + ":" + view + ":" + locale;
    }

    /** A {@link Frame} that points from a slug to an id. */
    public static String slug(String type, String slug) {
        return "hr:" + Partition.of(type + "/" + slug).tag() + ":s:" + type + ":" + slug;
    }

    /** Counter that grows with every change of a type's lists, so that what was made from a list can be dropped. */
    public static String listVersion(String type) {
        return "hr:{t:" + type + "}:v";
    }

    /** Where a document stands in its type's lists, see {@link ListPlace}. */
    public static String listPlaces(Target target) {
        return "hr:{t:" + target.type() + "}:m:" + target.id();
    }

    /** Sorted set (all scores 0) of a type's documents in the order of one field, all of them. */
    public static String list(String type, String sort) {
        return "hr:{t:" + type + "}:l:" + sort;
    }

    /** The same, only those with a value in a field. */
    public static String list(String type, String sort, String field, String value) {
        return list(type, sort) + ":" + field + "=" + shortened(value);
    }

    /** Union or intersection of lists, kept for a few seconds. */
    public static String combination(String type, String listVersion, String canonicalQuery) {
        return "hr:{t:" + type + "}:x:" + listVersion + ":" + shortened(canonicalQuery);
    }

    /** Sorted set of a type's {@link #combination combinations}: size and key, by when each ends. */
    public static String combinations(String type) {
        return "hr:{t:" + type + "}:xs";
    }

    /** How many members a type's {@link #combination combinations} have together. */
    public static String combinedMembers(String type) {
        return "hr:{t:" + type + "}:xn";
    }

    /** Hash of a target's tallies: {@code b:metric} base, {@code v:metric} its version, {@code p:metric} pending. */
    public static String tally(Target target) {
        return "hr:" + target.partition().tag() + ":t:" + target;
    }

    /**
     * Hash of what is accepted but not settled: {@code metric|event id} to the change of the metric, and
     * {@code last|metric|user} to the clock of the last that the user did.
     */
    public static String pending(Target target) {
        return "hr:" + target.partition().tag() + ":p:" + target;
    }

    /** Set of the users whose reaction of a kind stands. */
    public static String reaction(Target target, String kind) {
        return "hr:" + target.partition().tag() + ":r:" + target + ":" + kind;
    }

    /** Stream of accepted events that are not yet confirmed to be in the queue. */
    public static String outbox(Partition partition) {
        return "hr:" + partition.tag() + ":outbox";
    }

    /** The partition's clock: microseconds since 1970 that never go back. */
    public static String clock(Partition partition) {
        return "hr:" + partition.tag() + ":clock";
    }

    /** Held by the one edge that ships what others left in a partition's outbox. */
    public static String sweep(Partition partition) {
        return "hr:" + partition.tag() + ":sweep";
    }

    /** What became of a write, see {@link Receipt}. */
    public static String receipt(EventId id) {
        return "hr:" + id.partition().tag() + ":e:" + id;
    }

    private static String shortened(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        return utf8.length <= LONGEST_PLAIN_VALUE ? value : "#" + HexFormat.of().formatHex(Sha256.of(utf8));
    }
}
