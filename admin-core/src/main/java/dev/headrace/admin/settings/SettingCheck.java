package dev.headrace.admin.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Checks settings. The messages name the environment variable, because that is what an operator sets. */
public final class SettingCheck {

    /** Problems found so far, while a {@link #problemsOf} collects them. */
    private static final ScopedValue<List<String>> PROBLEMS = ScopedValue.newInstance();

    private SettingCheck() {}

    /** The messages of all checks that fail while an action runs, instead of an exception for the first. */
    static List<String> problemsOf(Runnable action) {
        List<String> problems = new ArrayList<>();
        ScopedValue.where(PROBLEMS, problems).run(action);
        return problems;
    }

    /**
     * @param expected completes "must be"
     * @throws IllegalArgumentException if it is not valid
     */
    public static void require(boolean isValid, String variable, String expected, Object value) {
        if (!isValid) {
            report(variable + " must be " + expected + ", not " + value);
        }
    }

    /**
     * The same for a value that is secret.
     *
     * @throws IllegalArgumentException if it is not valid
     */
    public static void requireSecret(boolean isValid, String variable, String expected) {
        if (!isValid) {
            report(variable + " must be " + expected);
        }
    }

    private static void report(String problem) {
        if (!PROBLEMS.isBound()) {
            throw new IllegalArgumentException(problem);
        }
        PROBLEMS.get().add(problem);
    }

    /** @throws IllegalArgumentException if it is outside of the range, both ends of which are allowed */
    public static void between(int min, int max, String variable, int value) {
        require(value >= min && value <= max, variable, "between " + min + " and " + max, value);
    }

    /** @throws IllegalArgumentException if it is zero or negative */
    public static void positive(String variable, Duration value) {
        require(value.isPositive(), variable, "positive", value);
    }

    /** @throws IllegalArgumentException if it is not an absolute URL with a host */
    public static void httpUrl(String variable, String value) {
        require(isHttpUrl(value), variable, "a URL such as https://HOST", value);
    }

    private static boolean isHttpUrl(String text) {
        try {
            URI url = new URI(text);
            return ("http".equals(url.getScheme()) || "https".equals(url.getScheme())) && url.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
