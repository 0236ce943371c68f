package dev.headrace.local.system;

import dev.headrace.local.system.ExpectedValues.Element;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The rules of lists: which keys elements get, and what locales share of a list that is not localized as a whole. */
final class ExpectedParts {

    static final String HEADING = "heading";

    private ExpectedParts() {}

    /**
     * The parts of one locale after those of another have changed: it has the same ones in the same order, with its own
     * headings if they are localized.
     *
     * @param earlier the last part of the locale with a key that it no longer has
     */
    static List<Element> shared(List<Element> from, List<Element> own, boolean localizedHeadings,
            Function<String, Optional<Element>> earlier) {
        return from.stream().map(part -> localizedHeadings
                ? part.with(HEADING, withKey(part.key(), own).or(() -> earlier.apply(part.key()))
                        .map(present -> present.value(HEADING)).orElse(""))
                : part).toList();
    }

    /** An edit of a stored list: an element with the key and type of a stored one keeps the values that were not sent. */
    static List<Element> patched(List<Element> sent, List<Element> stored) {
        return sent.stream().map(element -> withKey(element.key(), stored)
                .filter(before -> before.type().equals(element.type())).map(before -> before.with(element.values()))
                .orElse(element)).toList();
    }

    private static Optional<Element> withKey(String key, List<Element> among) {
        return among.stream().filter(element -> element.key().equals(key)).findFirst();
    }

    /**
     * The elements that were sent, with keys where they had none: that of the stored element at the same position if it
     * has the same type and nothing else was sent with its key, otherwise a new one.
     *
     * @param answered as in the response, for the new keys
     */
    static List<Element> withKeys(List<Element> sent, List<Element> stored, List<Element> answered) {
        Set<String> taken = new HashSet<>(sent.stream().map(Element::key).toList());
        stored.forEach(element -> taken.add(element.key()));
        return IntStream.range(0, sent.size()).mapToObj(at -> sent.get(at).withKey(sent.get(at).key().isEmpty()
                ? storedKey(sent, stored, at).or(() -> newKey(answered, at, taken)).orElse("")
                : sent.get(at).key())).toList();
    }

    private static Optional<String> storedKey(List<Element> sent, List<Element> stored, int at) {
        return stored.stream().skip(at).findFirst().filter(element -> element.type().equals(sent.get(at).type()))
                .map(Element::key).filter(key -> withKey(key, sent).isEmpty());
    }

    private static Optional<String> newKey(List<Element> answered, int at, Set<String> taken) {
        return answered.stream().skip(at).findFirst().map(Element::key).filter(taken::add);
    }
}
