package dev.headrace.model;

/**
 * The names of all Redis keys; no other code spells them out.
 *
 * <p>All keys of a target, including its interaction state, are in its {@link Partition}.
 */
public final class RedisKeys {

    /** The model for edges: {@link PublishedModel} as JSON. */
    public static final String MODEL = "hr:model";

    /** A {@link Frame} of {@link PublishedRedirects}; absent while there never was a redirect. */
    public static final String REDIRECTS = "hr:redirects";

    /** A {@link Frame} of the OpenAPI description of the edge's API; absent while no core has written one. */
    public static final String DESCRIPTION = "hr:openapi";

    /** An {@link EpochMark} of the current contents; if it changes or is missing, Redis was wiped or replaced. */
    public static final String EPOCH = "hr:epoch";

    /**
     * Present while the core writes again what Redis has lost: what is missing meanwhile may be published. The latest
     * document {@link Version} that may be lost. Written before {@link #EPOCH}.
     */
    public static final String REWRITING = "hr:rewriting";

    /** RFC 3339 time by the database clock; everything the core wrote before it is in this Redis. */
    public static final String TIME = "hr:time";

    /** The id of the active {@link Overlay}; absent if none is active. */
    public static final String OVERLAY = "hr:overlay";

    /** The latest document version assigned by the core's database at some time, see {@link Version}. */
    public static final String VERSION = "hr:version";

    /** Bounded stream of changed documents, newest last; each entry is a {@link ChangeEntry}. */
    public static final String CHANGES = "hr:changes";

    /** Channel on which each edge publishes a {@link Heartbeat.Message} when it has written its heartbeat. */
    public static final String SEEN = "hr:seen";

    /**
     * Hash: edge name to its last {@link Heartbeat}.
     */
    public static final String EDGES = "hr:edges";

    /** Glob of the keys of all frames: documents, slugs and presences. */
    public static final String FRAMES = "hr:{*}:[dsh]:*";

    private RedisKeys() {}

    /** A {@link Frame} of a document in one locale and view. */
    public static String document(Target target, String locale, String view) {
        return "hr:" + target.partition().tag() + ":d:" + target + ":" + locale + ":" + view;
    }

    /** A {@link Frame} that points from a slug to the id of the entry with that slug in a locale. */
    public static String slug(String type, String locale, String slug) {
        return "hr:" + Partition.ofSlug(type, locale, slug).tag() + ":s:" + type + ":" + locale + ":" + slug;
    }

    /**
     * A {@link Frame}: a document with the type name as its body while the entry is published in any locale, else absent or
     * a tombstone. User writes are accepted only for present entries.
     */
    public static String presence(Target target) {
        return presence(target.partition(), target.id());
    }

    static String presence(Partition partition, String entry) {
        return "hr:" + partition.tag() + ":h:" + entry;
    }

    /** Hash of {@link IndexRecord.Field} to the {@link Frame} of an {@link IndexRecord}, for a partition's documents. */
    public static String index(Partition partition) {
        return "hr:" + partition.tag() + ":index";
    }

    /** Hash of what an {@link Overlay} has in a partition: fields to {@link Frame}s. */
    static String overlay(String id, Partition partition) {
        return "hr:" + partition.tag() + ":o:" + id;
    }

    /** Hash of an entry's tallies, see {@link TallyHash}. */
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
     * Hash of unsettled changes of an entry: event id to the metrics changed by the event and their deltas, all separated by
     * spaces, and {@code last|metric|member} to the clock of the member's last write.
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

    /** Stream of accepted events that are not confirmed to be in the queue yet. */
    public static String outbox(Partition partition) {
        return "hr:" + partition.tag() + ":outbox";
    }

    /** The partition's clock: microseconds since 1970, monotonic. */
    public static String clock(Partition partition) {
        return "hr:" + partition.tag() + ":clock";
    }

    /** Lease of the edge that ships events left in a partition's outbox. */
    public static String sweep(Partition partition) {
        return "hr:" + partition.tag() + ":sweep";
    }

    /** The {@link Receipt} of a write. */
    public static String receipt(EventId id) {
        return "hr:" + id.partition().tag() + ":e:" + id;
    }
}
