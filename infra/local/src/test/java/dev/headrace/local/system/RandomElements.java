package dev.headrace.local.system;

import dev.headrace.local.system.ExpectedValues.Element;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Random changes of the elements of a list: added, removed, moved and edited ones. */
final class RandomElements {

    private static final int MAX_ELEMENTS = 5;
    /** Few distinct keys, so that removed elements come back. */
    private static final int KEYS = 8;

    private final Random random;
    private final RandomModel model;
    private final Supplier<String> authors;

    /** @param authors supplies ids of authors */
    RandomElements(Random random, RandomModel model, Supplier<String> authors) {
        this.random = random;
        this.model = model;
        this.authors = authors;
    }

    List<Element> changedParts(List<Element> parts) {
        return changed(parts, "part-", this::part);
    }

    List<Element> changedBody(List<Element> blocks) {
        return changed(blocks, "block-", this::block);
    }

    private List<Element> changed(List<Element> before, String keys, RandomEdit edit) {
        List<Element> elements = new ArrayList<>(before);
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            changeOne(elements, keys + random.nextInt(KEYS), edit);
        }
        if (random.nextInt(4) == 0) {
            elements.replaceAll(element -> random.nextBoolean() ? element.withKey("") : element);
        }
        if (random.nextInt(3) == 0) {
            elements.replaceAll(element -> random.nextBoolean() ? withoutSome(element) : element);
        }
        return elements;
    }

    private Element withoutSome(Element element) {
        Map<String, String> some = new TreeMap<>(element.values());
        some.values().removeIf(_ -> random.nextBoolean());
        return new Element(element.key(), element.type(), some);
    }

    /** Makes another element with a key. */
    private interface RandomEdit {
        Element of(Element before);
    }

    private void changeOne(List<Element> elements, String newKey, RandomEdit edit) {
        int die = elements.isEmpty() ? 0 : random.nextInt(10);
        int at = elements.isEmpty() ? 0 : random.nextInt(elements.size());
        if (die < 3) {
            add(elements, at, edit.of(new Element(newKey, "", Map.of())));
        } else if (die < 5) {
            elements.remove(at);
        } else if (die < 6) {
            elements.add(random.nextInt(elements.size()), elements.remove(at));
        } else {
            elements.set(at, edit.of(elements.get(at)));
        }
    }

    private static void add(List<Element> elements, int at, Element added) {
        Set<String> keys = new HashSet<>(elements.stream().map(Element::key).toList());
        if (elements.size() < MAX_ELEMENTS && keys.add(added.key())) {
            elements.add(at, added);
        }
    }

    private Element part(Element before) {
        Element edited = before;
        if (random.nextInt(4) > 0) {
            edited = edited.with(ExpectedParts.HEADING, maybe("Heading " + random.nextInt(1_000)));
        }
        if (random.nextBoolean()) {
            edited = edited.with("writer", maybe(authors.get()));
        }
        return random.nextBoolean() ? edited : edited.with("remark", maybe("Remark " + random.nextInt(100)));
    }

    private Element block(Element before) {
        return random.nextBoolean() || !model.options().quotes()
                ? new Element(before.key(), "words", Map.of("text", maybe("Text " + random.nextInt(1_000))))
                : new Element(before.key(), "quote", Map.of("by", maybe(authors.get())));
    }

    private String maybe(String value) {
        return random.nextInt(5) == 0 ? "" : value;
    }
}
