package dev.headrace.model;

/** The value of {@link RedisKeys#EPOCH}: the epoch of the contents of Redis, marked while Redis is being filled. */
public final class EpochMark {

    private static final String FILLING = "filling ";

    private EpochMark() {}

    /** The mark while Redis is being filled with the contents of an epoch. */
    public static String filling(String epoch) {
        return FILLING + epoch;
    }

    /** The epoch; the same during and after filling. */
    public static String epoch(String mark) {
        return mark.startsWith(FILLING) ? mark.substring(FILLING.length()) : mark;
    }
}
