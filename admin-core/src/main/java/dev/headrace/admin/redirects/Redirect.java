package dev.headrace.admin.redirects;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.headrace.admin.publishing.Address;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.InvalidInputException.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where readers of a path of the site are sent.
 *
 * @param path ASCII, begins with a slash, may have a query
 * @param to a URL or a path of the site; null if what was there is gone
 * @param status 301, 302, 307 or 308; 410 if it is gone
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Redirect(String path, @Nullable String to, int status) {

    static final int GONE = 410;
    static final int PERMANENT = 301;

    private static final Set<Integer> STATUSES = Set.of(PERMANENT, 302, 307, 308, GONE);

    /**
     * Parses a redirect.
     *
     * @param status null for 301
     * @throws InvalidInputException naming each invalid value
     */
    static Redirect parse(@Nullable String path, @Nullable String to, @Nullable Integer status) {
        List<Problem> problems = new ArrayList<>();
        String from = address("/path", path, problems);
        if (from != null && (!from.startsWith("/") || from.contains("#"))) {
            problems.add(new Problem("/path", "must be a path that begins with /, without a fragment"));
        }
        int checked = status == null ? PERMANENT : status;
        if (!STATUSES.contains(checked)) {
            problems.add(new Problem("/status", "must be 301, 302, 307, 308 or 410"));
        }
        boolean hasTarget = to != null && !to.isBlank();
        if (checked == GONE && hasTarget) {
            problems.add(new Problem("/to", "is not allowed with the status 410"));
        }
        String target = checked == GONE ? null : address("/to", to, problems);
        if (from != null && from.equals(target)) {
            problems.add(new Problem("/to", "must not be the path itself"));
        }
        if (!problems.isEmpty() || from == null) {
            throw new InvalidInputException(problems);
        }
        return new Redirect(from, target, checked);
    }

    private static @Nullable String address(String pointer, @Nullable String text, List<Problem> problems) {
        if (text == null || text.isBlank()) {
            problems.add(new Problem(pointer, "is required"));
            return null;
        }
        try {
            return Address.parse(pointer, text.strip()).text();
        } catch (InvalidInputException e) {
            problems.addAll(e.problems());
            return null;
        }
    }
}
