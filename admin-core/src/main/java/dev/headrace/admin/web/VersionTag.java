package dev.headrace.admin.web;

import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** An entry's version, with whatever else its view depends on, as an ETag such as {@code "7-1767225600000-3"}. */
public final class VersionTag {

    private VersionTag() {}

    /** @param others what changes the view without changing the version */
    public static String of(int version, long... others) {
        return LongStream.concat(LongStream.of(version), LongStream.of(others)).mapToObj(Long::toString)
                .collect(Collectors.joining("-", "\"", "\""));
    }

    /**
     * The version that an {@code If-Match} header asks for. Only an edit conflicts with another edit, so the rest of the
     * tag does not matter here.
     *
     * @return null if there is no such header, or any version will do
     * @throws ConflictException if it is no tag that was ever given
     */
    public static @Nullable Integer parse(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.equals("*")) {
            return null;
        }
        try {
            return Integer.valueOf(ifMatch.replace("\"", "").strip().split("-", 2)[0]);
        } catch (NumberFormatException e) {
            throw new ConflictException("If-Match names no version of this entry.");
        }
    }
}
