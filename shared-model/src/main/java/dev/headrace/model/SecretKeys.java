package dev.headrace.model;

import java.util.Arrays;
import java.util.List;

/** Secret keys in a setting: separated by commas, newest first. */
public final class SecretKeys {

    private static final int MAX_KEYS = 4;
    private static final int MIN_LENGTH = 32;

    /** Completes "must be". */
    public static final String FORM = "empty or 1 to " + MAX_KEYS + " keys of at least " + MIN_LENGTH
            + " characters, separated by commas";

    private SecretKeys() {}

    /** Whether the value has the {@link #FORM}. */
    public static boolean isValid(String setting) {
        List<String> keys = parse(setting);
        return keys.size() <= MAX_KEYS && keys.stream().allMatch(key -> key.length() >= MIN_LENGTH);
    }

    /** The keys of a setting, without blanks around them; none if it is empty. */
    public static List<String> parse(String setting) {
        return Arrays.stream(setting.split(",")).map(String::strip).filter(key -> !key.isEmpty()).toList();
    }
}
