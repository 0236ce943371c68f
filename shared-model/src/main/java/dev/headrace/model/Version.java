package dev.headrace.model;

import java.util.HexFormat;

/**
 * A version in its wire form: 16 lowercase hexadecimal digits, so that scripts and readers can compare versions as
 * strings. Lua numbers are doubles and would lose the low bits of a long.
 */
public final class Version {

    /** Length of the wire form. */
    public static final int LENGTH = 16;

    private Version() {}

    public static String format(long version) {
        if (version < 0) {
            throw new IllegalArgumentException("negative version: " + version);
        }
        String hex = Long.toHexString(version);
        return "0".repeat(LENGTH - hex.length()) + hex;
    }

    /** @throws NumberFormatException if the string is not a version */
    public static long parse(CharSequence text) {
        if (text.length() != LENGTH) {
            throw new NumberFormatException("a version has " + LENGTH + " digits: " + text);
        }
        long version = HexFormat.fromHexDigitsToLong(text);
        if (version < 0) {
            throw new NumberFormatException("not a version: " + text);
        }
        return version;
    }
}
