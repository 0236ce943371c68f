package dev.headrace.local.system;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The expected state of an entry. */
final class ExpectedEntry {

    final String type;
    final String id;
    final Map<String, Variant> variants = new LinkedHashMap<>();
    boolean trashed;

    /** An entry in one locale. */
    static final class Variant {
        ExpectedValues draft = ExpectedValues.NONE;
        @Nullable
        ExpectedValues published;
        /** By version. */
        final NavigableMap<Integer, ExpectedValues> revisions = new TreeMap<>();

        /** Versions with parts that the draft no longer has. */
        List<Integer> revisionsWithLostParts() {
            return revisions.keySet().stream().filter(version -> Objects.requireNonNull(revisions.get(version))
                    .list(ExpectedValues.PARTS).stream().map(ExpectedValues.Element::key)
                    .anyMatch(key -> draft.element(ExpectedValues.PARTS, key).isEmpty())).toList();
        }

        /** The part with a key in the newest revision that has one. */
        Optional<ExpectedValues.Element> lastPart(String key) {
            return revisions.descendingMap().values().stream()
                    .flatMap(revision -> revision.element(ExpectedValues.PARTS, key).stream()).findFirst();
        }
    }

    ExpectedEntry(String type, String id) {
        this.type = type;
        this.id = id;
    }

    String path() {
        return "/api/entries/" + type + "/" + id;
    }

    boolean isWrittenIn(String locale) {
        return variants.containsKey(locale);
    }

    Variant in(String locale) {
        return Objects.requireNonNull(variants.get(locale));
    }

    boolean isPublicIn(String locale) {
        Variant variant = variants.get(locale);
        return variant != null && variant.published != null;
    }

    boolean isPublic() {
        return variants.keySet().stream().anyMatch(this::isPublicIn);
    }
}
