package dev.headrace.edge.http;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The {@code Cache-Control} of public content. Caches must not keep a document beyond a scheduled change: for one that has
 * such a change, the lifetimes end no later than that, {@code stale-while-revalidate} included.
 */
final class CacheControl {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final String MAX_AGE = "max-age";
    private static final String SHARED_MAX_AGE = "s-maxage";
    private static final String WHILE_REVALIDATING = "stale-while-revalidate";
    private static final Set<String> LIFETIMES = Set.of(MAX_AGE, SHARED_MAX_AGE, WHILE_REVALIDATING);
    // Shorter ones would make all clients revalidate at once if the change is late.
    private static final long MIN_SECONDS = 1;

    private final String value;
    private final List<Directive> directives = new ArrayList<>();
    private final long longest;
    private final InstantSource clock;

    /** @param seconds the lifetime; negative for other directives */
    private record Directive(String name, String text, long seconds) {

        static Directive parse(String text) {
            int equals = text.indexOf('=');
            String name = equals < 0 ? text : text.substring(0, equals);
            String argument = equals < 0 ? "" : text.substring(equals + 1);
            return new Directive(name, text,
                    LIFETIMES.contains(name) && NUMBER.matcher(argument).matches() ? Long.parseLong(argument) : -1);
        }

        String limitedTo(long max) {
            return seconds <= max ? text : name + "=" + max;
        }
    }

    CacheControl(String value, InstantSource clock) {
        this.value = value;
        this.clock = clock;
        Arrays.stream(value.split(",")).map(String::strip).map(Directive::parse).forEach(directives::add);
        this.longest = Math.max(seconds(MAX_AGE), seconds(SHARED_MAX_AGE)) + seconds(WHILE_REVALIDATING);
    }

    /** @param nextChange seconds since 1970; 0 if no change is scheduled */
    String until(long nextChange) {
        if (nextChange == 0) {
            return value;
        }
        long left = Math.max(MIN_SECONDS, nextChange - clock.instant().getEpochSecond());
        return left >= longest ? value : limitedTo(left);
    }

    private String limitedTo(long left) {
        long fresh = Math.min(left, Math.max(seconds(MAX_AGE), seconds(SHARED_MAX_AGE)));
        List<String> texts = new ArrayList<>();
        directives.forEach(directive -> texts
                .add(directive.limitedTo(directive.name.equals(WHILE_REVALIDATING) ? left - fresh : left)));
        return String.join(", ", texts);
    }

    private long seconds(String name) {
        return directives.stream().filter(directive -> directive.name.equals(name)).mapToLong(Directive::seconds)
                .filter(seconds -> seconds >= 0).findFirst().orElse(0);
    }
}
