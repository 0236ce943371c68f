package dev.headrace.model;

import java.util.Arrays;
import java.util.List;

/** Secret keys in a setting: separated by commas, newest first. */
public final class SecretKeys {

    private static final int MAX_KEYS = 4;
    private static final int MIN_LENGTH = 32;

    /** Completes "must be". */
    public static final String FORM = "empty or 1 to " + MAX_KEYS + " keys of at least " + MIN_LENGTH
            + " characters, separated by commas, with nothing empty between commas";

    private SecretKeys() {}

    /** Whether the value has the {@link #FORM}. Commas without keys, as from a template without its values, have not. */
    public static boolean isValid(String setting) {
        return areValid(parse(setting));
    }

    /** Whether these parts of a setting are keys, and not too many. */
    public static boolean areValid(List<String> keys) {
        return keys.size() <= MAX_KEYS && keys.stream().allMatch(key -> key.length() >= MIN_LENGTH);
    }

    /** The parts of a setting, without blanks around them; none if it is blank. They are keys if the setting is valid. */
    public static List<String> parse(String setting) {
        return setting.isBlank() ? List.of() : Arrays.stream(setting.split(",", -1)).map(String::strip).toList();
    }
}
