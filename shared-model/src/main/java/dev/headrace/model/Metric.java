package dev.headrace.model;

/** The names of what is counted for an entry, as the hashes of {@link RedisKeys#tally} and the core's tallies have them. */
public final class Metric {

    public static final String VIEWS = "views";

    private static final int MAX_LENGTH = 100;

    private Metric() {}

    /** Users whose reaction of a kind is set. */
    public static String reaction(String kind) {
        return "reaction:" + kind;
    }

    /** @throws IllegalArgumentException if scripts could not tell the name from what stands beside it */
    static String checked(String name) {
        boolean isPlain = name.chars().allMatch(c -> c > ' ' && c <= '~' && c != '|');
        if (name.isEmpty() || name.length() > MAX_LENGTH || !isPlain) {
            throw new IllegalArgumentException("not the name of a metric: " + name);
        }
        return name;
    }
}
