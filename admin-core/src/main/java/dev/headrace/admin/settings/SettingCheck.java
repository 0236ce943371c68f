package dev.headrace.admin.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks the values of a settings record in its constructor: each check adds a problem, and {@link #end} throws them all.
 * Components are named as in the record; {@link CheckSettings} reports the variables from which they come.
 */
public final class SettingCheck {

    private final List<InvalidValuesException.Problem> problems = new ArrayList<>();

    /** @param expected completes "must be" */
    public SettingCheck require(boolean isValid, String component, Object value, String expected) {
        return requireSecret(isValid, component, expected + ", not " + value);
    }

    /** The same for a value that is secret. */
    public SettingCheck requireSecret(boolean isValid, String component, String expected) {
        if (!isValid) {
            problems.add(new InvalidValuesException.Problem(component, "must be " + expected));
        }
        return this;
    }

    /** Both ends of the range are allowed. */
    public SettingCheck between(int min, int max, String component, int value) {
        return require(value >= min && value <= max, component, value, "between " + min + " and " + max);
    }

    /** At least a number. */
    public SettingCheck atLeast(int min, String component, int value) {
        return require(value >= min, component, value, "at least " + min);
    }

    public SettingCheck positive(String component, Duration value) {
        return require(value.isPositive(), component, value, "positive");
    }

    /** An absolute URL with a host. */
    public SettingCheck httpUrl(String component, String value) {
        return require(isHttpUrl(value), component, value, "a URL such as https://HOST");
    }

    /** Like {@link #httpUrl}, or empty. */
    public SettingCheck httpUrlOrEmpty(String component, String value) {
        return value.isEmpty() ? this : httpUrl(component, value);
    }

    /** @throws IllegalArgumentException if a value is not valid */
    public void end() {
        if (!problems.isEmpty()) {
            throw new InvalidValuesException(problems);
        }
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
