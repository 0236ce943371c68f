package dev.headrace.admin.web;

import org.jspecify.annotations.Nullable;

/** An entry's version as an ETag. */
public final class VersionTag {

    private VersionTag() {}

    public static String of(int version) {
        return "\"" + version + "\"";
    }

    /**
     * The version that an {@code If-Match} header asks for.
     *
     * @return null if there is no such header, or any version will do
     * @throws ConflictException if it is no tag that was ever given
     */
    public static @Nullable Integer parse(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.equals("*")) {
            return null;
        }
        try {
            return Integer.valueOf(ifMatch.replace("\"", "").strip());
        } catch (NumberFormatException e) {
            throw new ConflictException("If-Match names no version of this entry.");
        }
    }
}
