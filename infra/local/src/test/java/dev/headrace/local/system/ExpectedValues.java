package dev.headrace.local.system;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The values of an entry in one locale, keyed by fixed names. Empty values are absent, except in edits, where they clear
 * a field. Amounts are prefixed with their type, since a revision may restore one of the field's former type. Multiple
 * references are separated by commas.
 *
 * @param plain values of fields that are neither groups nor blocks
 * @param lists elements of {@link #PARTS} and {@link #BODY}
 */
record ExpectedValues(Map<String, String> plain, Map<String, List<Element>> lists) {

    static final String PARTS = "parts";
    static final String BODY = "body";
    static final ExpectedValues NONE = new ExpectedValues(Map.of(), Map.of());

    ExpectedValues {
        plain = new TreeMap<>(plain);
        lists = new TreeMap<>(lists);
    }

    /**
     * An element of a list.
     *
     * @param key empty if it is unknown
     * @param type the block type; empty in a group
     */
    record Element(String key, String type, Map<String, String> values) {

        Element {
            values = new TreeMap<>(values);
        }

        private Element withoutEmpty() {
            Map<String, String> present = new TreeMap<>(values);
            present.values().removeIf(String::isEmpty);
            return new Element(key, type, present);
        }

        Element withKey(String other) {
            return new Element(other, type, values);
        }

        String value(String name) {
            return values.getOrDefault(name, "");
        }

        /** @param value empty for none */
        Element with(String name, String value) {
            return with(Map.of(name, value));
        }

        Element with(Map<String, String> edit) {
            Map<String, String> changed = new TreeMap<>(values);
            changed.putAll(edit);
            return new Element(key, type, changed);
        }
    }

    List<Element> list(String name) {
        return lists.getOrDefault(name, List.of());
    }

    Optional<Element> element(String list, String key) {
        return list(list).stream().filter(element -> element.key().equals(key)).findFirst();
    }

    /** The values after an edit. */
    ExpectedValues with(ExpectedValues edit) {
        ExpectedValues changed = new ExpectedValues(plain, lists);
        changed.plain.putAll(edit.plain);
        edit.lists.forEach((name, elements) -> changed.lists.put(name,
                elements.stream().map(Element::withoutEmpty).toList()));
        changed.plain.values().removeIf(String::isEmpty);
        changed.lists.values().removeIf(List::isEmpty);
        return changed;
    }

    ExpectedValues with(String list, List<Element> elements) {
        return with(new ExpectedValues(Map.of(), Map.of(list, elements)));
    }

    /** @param value empty for none */
    ExpectedValues with(String name, String value) {
        return with(new ExpectedValues(Map.of(name, value), Map.of()));
    }

    ExpectedValues withEachElement(UnaryOperator<Element> change) {
        ExpectedValues changed = new ExpectedValues(plain, lists);
        changed.lists.replaceAll((_, elements) -> elements.stream().map(change).map(Element::withoutEmpty).toList());
        return changed;
    }
}
