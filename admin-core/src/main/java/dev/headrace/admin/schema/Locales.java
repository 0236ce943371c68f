package dev.headrace.admin.schema;

import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.model.PublishedModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The locales of content.
 *
 * @param fallbacks language tags, the default one first, each with the locale whose documents are served if it has none;
 *     never empty
 */
public record Locales(SequencedMap<String, Optional<String>> fallbacks) {

    /** Stands for all locales, in calls that accept it. */
    public static final String ALL = "*";

    /** The locales of a model that defines none. */
    public static final Locales DEFAULT = of(Map.of(PublishedModel.DEFAULT_LOCALE, Optional.empty()));

    public Locales {
        fallbacks = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fallbacks));
    }

    static Locales of(Map<String, Optional<String>> fallbacks) {
        return new Locales(new LinkedHashMap<>(fallbacks));
    }

    /** The order is significant: the first locale is the default one. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Locales locales
                && List.copyOf(fallbacks.entrySet()).equals(List.copyOf(locales.fallbacks.entrySet()));
    }

    @Override
    public int hashCode() {
        return fallbacks.hashCode();
    }

    public List<String> tags() {
        return List.copyOf(fallbacks.keySet());
    }

    public String defaultLocale() {
        return fallbacks.firstEntry().getKey();
    }

    public boolean several() {
        return fallbacks.size() > 1;
    }

    public boolean has(String locale) {
        return fallbacks.containsKey(locale);
    }

    /**
     * Validates a requested locale.
     *
     * @param given null for the default one
     * @throws InvalidInputException if there is no such locale
     */
    public String check(@Nullable String given) {
        return check("/locale", given);
    }

    /** Like {@link #check(String)}, for a parameter with another name. */
    public String check(String pointer, @Nullable String given) {
        if (given == null) {
            return defaultLocale();
        }
        if (!has(given)) {
            throw new InvalidInputException(pointer, mustBeOneOf(tags()));
        }
        return given;
    }

    /** Like {@link #check(String)}, but {@link #ALL} is accepted, too. */
    public String checkOrAll(@Nullable String given) {
        if (given != null && !given.equals(ALL) && !has(given)) {
            throw new InvalidInputException("/locale",
                    mustBeOneOf(Stream.concat(tags().stream(), Stream.of(ALL)).toList()));
        }
        return given == null ? defaultLocale() : given;
    }

    private static String mustBeOneOf(List<String> accepted) {
        return "must be one of " + String.join(", ", accepted);
    }

    /** The locale followed by its chain of fallbacks; the first published one is served. */
    public List<String> chain(String locale) {
        List<String> chain = new ArrayList<>();
        Optional<String> next = Optional.of(locale);
        while (next.isPresent() && !chain.contains(next.get())) {
            chain.add(next.get());
            next = fallbacks.getOrDefault(next.get(), Optional.empty());
        }
        return chain;
    }

    /** The locales that an entry's values in this one may be served for: itself, and those that fall back to it. */
    public List<String> servedFrom(String locale) {
        return fallbacks.keySet().stream().filter(served -> chain(served).contains(locale)).toList();
    }
}
