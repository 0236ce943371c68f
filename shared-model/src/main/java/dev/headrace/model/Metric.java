package dev.headrace.model;

/** Metric names of an entry, as used in the hashes of {@link RedisKeys#tally} and in the core's tallies. */
public final class Metric {

    public static final String VIEWS = "views";

    private static final int MAX_LENGTH = 100;

    private Metric() {}

    /** Number of users whose reaction of a kind is set. */
    public static String reaction(String kind) {
        return "reaction:" + kind;
    }

    /** @throws IllegalArgumentException if the name contains a separator that scripts use */
    static String checked(String name) {
        boolean isPlain = name.chars().allMatch(c -> c > ' ' && c <= '~' && c != '|');
        if (name.isEmpty() || name.length() > MAX_LENGTH || !isPlain) {
            throw new IllegalArgumentException("not a metric name: " + name);
        }
        return name;
    }
}
