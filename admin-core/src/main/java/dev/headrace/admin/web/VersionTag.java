package dev.headrace.admin.web;

import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** An entry's version, with everything else its view depends on, as an ETag such as {@code "7-1767225600000-3"}. */
public final class VersionTag {

    private VersionTag() {}

    /** @param others values that change the view without changing the version */
    public static String of(int version, long... others) {
        return LongStream.concat(LongStream.of(version), LongStream.of(others)).mapToObj(Long::toString)
                .collect(Collectors.joining("-", "\"", "\""));
    }

    /**
     * The version in an {@code If-Match} header. Only edits conflict with each other, so the rest of the tag is
     * ignored.
     *
     * @return null if there is no such header, or it matches any version
     * @throws ConflictException if it is not a valid tag
     */
    public static @Nullable Integer parse(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.equals("*")) {
            return null;
        }
        try {
            return Integer.valueOf(ifMatch.replace("\"", "").strip().split("-", 2)[0]);
        } catch (NumberFormatException e) {
            throw new ConflictException("If-Match is not a version of this entry.");
        }
    }
}
