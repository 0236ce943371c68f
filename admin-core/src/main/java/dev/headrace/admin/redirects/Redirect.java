package dev.headrace.admin.redirects;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.headrace.admin.publishing.Address;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.InvalidInputException.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
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

    /** Like 301 and 308, for as long as the reader does not ask again. */
    private static final Map<Integer, Integer> TEMPORARY = Map.of(PERMANENT, 302, 308, 307);

    private static final Set<Integer> STATUSES = Set.of(PERMANENT, 302, 307, 308, GONE);

    /**
     * Parses a redirect.
     *
     * @param status null for 301
     * @throws InvalidInputException naming each invalid value
     */
    static Redirect parse(@Nullable String path, @Nullable String to, @Nullable Integer status) {
        List<Problem> problems = new ArrayList<>();
        String from = path(path, problems);
        int checked = status == null ? PERMANENT : status;
        if (!STATUSES.contains(checked)) {
            problems.add(new Problem("/status", "must be 301, 302, 307, 308 or 410"));
        }
        boolean hasTarget = to != null && !to.isBlank();
        if (checked == GONE && hasTarget) {
            problems.add(new Problem("/to", "is not allowed with the status 410"));
        }
        String target = checked == GONE ? null : address("/to", to, Address::parse, problems);
        if (from != null && target != null && from.equals(withoutFragment(target))) {
            problems.add(new Problem("/to", "must not be the path itself"));
        }
        if (!problems.isEmpty() || from == null) {
            throw new InvalidInputException(problems);
        }
        return new Redirect(from, target, checked);
    }

    /**
     * Parses the path of a redirect.
     *
     * @throws InvalidInputException if it cannot have one
     */
    static String parsePath(String text) {
        List<Problem> problems = new ArrayList<>();
        String path = path(text, problems);
        if (path == null || !problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        return path;
    }

    private static @Nullable String path(@Nullable String text, List<Problem> problems) {
        return address("/path", text, Address::parsePath, problems);
    }

    /** The target without its fragment, which readers keep to themselves; empty if it is gone. */
    String targetPath() {
        return to == null ? "" : withoutFragment(to);
    }

    private static String withoutFragment(String address) {
        int fragment = address.indexOf('#');
        return fragment < 0 ? address : address.substring(0, fragment);
    }

    /**
     * This redirect with the target of the one that it leads to. If one of them is temporary, so are both together. Readers
     * keep a fragment until another one replaces it.
     */
    Redirect leadingOn(Redirect end) {
        if (end.to == null) {
            return new Redirect(path, null, GONE);
        }
        String fragment = to == null || end.to.contains("#") ? "" : to.substring(targetPath().length());
        return new Redirect(path, end.to + fragment,
                end.isTemporary() ? TEMPORARY.getOrDefault(status, status) : status);
    }

    private boolean isTemporary() {
        return TEMPORARY.containsValue(status);
    }

    private static @Nullable String address(String pointer, @Nullable String text,
            BiFunction<String, String, Address> parse, List<Problem> problems) {
        if (text == null || text.isBlank()) {
            problems.add(new Problem(pointer, "is required"));
            return null;
        }
        try {
            return parse.apply(pointer, text.strip()).text();
        } catch (InvalidInputException e) {
            problems.addAll(e.problems());
            return null;
        }
    }
}
