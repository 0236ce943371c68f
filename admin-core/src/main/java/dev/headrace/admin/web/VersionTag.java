package dev.headrace.admin.web;

import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** An entry's version, with everything else its view depends on, as an ETag such as {@code "7-1767225600000-3"}. */
public final class VersionTag {

    private VersionTag() {}

    /** @param others values that change the view without changing the version */
    public static String of(int version, long... others) {
        return LongStream.concat(LongStream.of(version), LongStream.of(others)).mapToObj(Long::toString)
                .collect(Collectors.joining("-", "\"", "\""));
    }
}
