package dev.headrace.admin.content;

import dev.headrace.admin.web.ConflictException;
import dev.headrace.admin.web.EntityTags;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The versions of an entry on which a change may be based. An entry that does not exist in a locale has version 0 there.
 */
public final class ExpectedVersion {

    /** No condition. */
    public static final ExpectedVersion ANY = new ExpectedVersion(null, 0);

    private static final ExpectedVersion EXISTING = new ExpectedVersion(null, 1);
    private static final Pattern VERSION_TAG = Pattern.compile("([0-9]{1,9})(?:-[0-9]{1,19}){0,4}");

    private final @Nullable Set<Integer> versions;
    private final int least;

    private ExpectedVersion(@Nullable Set<Integer> versions, int least) {
        this.versions = versions;
        this.least = least;
    }

    /** @param version null for any */
    public static ExpectedVersion of(@Nullable Integer version) {
        return version == null ? ANY : new ExpectedVersion(Set.of(version), 0);
    }

    /**
     * The entity tag of a view of an entry: its version with everything else the view depends on, such as
     * {@code "7-1767225600000-3"}.
     *
     * @param others values that change the view without changing the version
     */
    static String tag(int version, long... others) {
        return LongStream.concat(LongStream.of(version), LongStream.of(others)).mapToObj(Long::toString)
                .collect(Collectors.joining("-", "\"", "\""));
    }

    /**
     * The versions in an {@code If-Match} header. Only edits conflict with each other, so only the first number of a
     * {@linkplain #tag tag} counts.
     *
     * @throws ConflictException if the header is malformed, or no tag in it is one of an entry
     */
    public static ExpectedVersion parse(@Nullable String ifMatch) {
        Optional<EntityTags> tags = EntityTags.parse(ifMatch);
        if (tags.isEmpty()) {
            return ANY;
        }
        if (tags.get().any()) {
            return EXISTING;
        }
        Set<Integer> versions = new TreeSet<>();
        for (String tag : tags.get().strong()) {
            Matcher matcher = VERSION_TAG.matcher(tag);
            if (matcher.matches()) {
                versions.add(Integer.valueOf(matcher.group(1)));
            }
        }
        if (versions.isEmpty()) {
            throw new ConflictException("If-Match has no strong entity tag of an entry.");
        }
        return new ExpectedVersion(versions, 0);
    }

    public boolean accepts(int version) {
        return versions == null ? version >= least : versions.contains(version);
    }

    /** The expected versions, for messages. */
    @Override
    public String toString() {
        return versions == null
                ? "any"
                : versions.stream().sorted().map(String::valueOf).collect(Collectors.joining(" or "));
    }
}
