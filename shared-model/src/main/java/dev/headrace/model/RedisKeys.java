package dev.headrace.model;

/**
 * The names of all keys in Redis: the only place where a key is spelled.
 *
 * <p>Keys of a target, those of its interaction state included, lie in its {@link Partition}.
 */
public final class RedisKeys {

    /** What the edge must know of the model: {@link PublishedModel} as JSON. */
    public static final String MODEL = "hr:model";

    /** A random name of the current contents; another one, or none, means that Redis was wiped or replaced. */
    public static final String EPOCH = "hr:epoch";

    /** A time by the core's database, as RFC 3339 has it: what the core wrote before is here. */
    public static final String TIME = "hr:time";

    /** The latest version of a document that the core's database had given out at a time, see {@link Version}. */
    public static final String VERSION = "hr:version";

    /** Bounded stream of changed documents, newest last; {@code announce.lua} says what entries hold. */
    public static final String CHANGES = "hr:changes";

    /** Channel on which each edge publishes what it notes in {@link #EDGES}: its name, a space, the note. */
    public static final String SEEN = "hr:seen";

    /**
     * Hash: edge's name to the last entry of {@link #CHANGES} that it has seen, a space, and the time of the note by
     * Redis' clock in milliseconds.
     */
    public static final String EDGES = "hr:edges";

    /** Glob of the keys of all frames: documents, slugs and presences. */
    public static final String FRAMES = "hr:{*}:[dsh]:*";

    private RedisKeys() {}

    /** A {@link Frame} of a document in one locale and view. */
    public static String document(Target target, String locale, String view) {
        return "hr:" + target.partition().tag() + ":d:" + target + ":" + locale + ":" + view;
    }

    /** A {@link Frame} that points from a slug to the id of the entry that has it in a locale. */
    public static String slug(String type, String locale, String slug) {
        return "hr:" + Partition.of(type + "/" + locale + "/" + slug).tag() + ":s:" + type + ":" + locale + ":" + slug;
    }

    /**
     * A {@link Frame}: a document whose body is the type's name while the entry is published in any locale, else absent
     * or a tombstone. Writes of users are accepted for what is present.
     */
    public static String presence(Target target) {
        return presence(target.partition(), target.id());
    }

    static String presence(Partition partition, String entry) {
        return "hr:" + partition.tag() + ":h:" + entry;
    }

    /** Hash of {@link IndexRecord#field} to the {@link Frame} of an {@link IndexRecord}, for a partition's documents. */
    public static String index(Partition partition) {
        return "hr:" + partition.tag() + ":index";
    }

    /** Hash of an entry's tallies: {@code b:metric} base, {@code v:metric} its version, {@code p:metric} pending. */
    public static String tally(Target target) {
        return tally(target.partition(), target.id());
    }

    public static String tally(String entry) {
        return tally(Partition.of(entry), entry);
    }

    static String tally(Partition partition, String entry) {
        return "hr:" + partition.tag() + ":t:" + entry;
    }

    /**
     * Hash of what is accepted but not settled for an entry: event id to the metrics that the event changed and their
     * changes, all separated by spaces, and {@code last|metric|member} to the clock of the member's last write.
     */
    public static String pending(String entry) {
        return pending(Partition.of(entry), entry);
    }

    static String pending(Partition partition, String entry) {
        return "hr:" + partition.tag() + ":p:" + entry;
    }

    /** Set of the members that a metric of an entry counts, such as the users whose reaction of a kind is set. */
    public static String members(String entry, String metric) {
        return members(Partition.of(entry), entry, metric);
    }

    static String members(Partition partition, String entry, String metric) {
        return "hr:" + partition.tag() + ":m:" + entry + ":" + metric;
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
}
