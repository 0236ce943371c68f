package dev.headrace.admin.schema;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which of the present fields or block types each wanted one continues, under the same name or under a new one.
 *
 * <p>A former name that was followed when the file was applied before changes nothing. One that leads nowhere is reported,
 * since values might be lost.
 */
final class Continued<T> {

    private final SequencedMap<String, T> present;
    private final String pointer;
    private final Problems problems;
    private final Map<String, String> formerNames;
    private final SequencedMap<String, T> left;
    private final Map<String, T> byName = new HashMap<>();
    private final Set<String> renamed = new HashSet<>();

    /**
     * @param pointer the place of the wanted things
     * @param formerNames pointers to former names, of these and of other things
     */
    Continued(SequencedMap<String, T> present, Collection<String> wanted, String pointer,
            Map<String, String> formerNames, Problems problems) {
        this.present = present;
        this.pointer = pointer;
        this.problems = problems;
        this.formerNames = distinct(wanted, formerNames);
        this.left = new LinkedHashMap<>(present);
        wanted.stream().filter(name -> !present.containsKey(name)).forEach(this::rename);
        wanted.stream().filter(name -> !renamed.contains(name) && left.containsKey(name))
                .forEach(name -> byName.put(name, left.remove(name)));
        this.formerNames.forEach(this::check);
    }

    private Map<String, String> distinct(Collection<String> wanted, Map<String, String> given) {
        Map<String, String> distinct = new LinkedHashMap<>();
        Map<String, String> used = new HashMap<>();
        for (String name : wanted) {
            String former = given.get(pointer + "/" + name);
            if (former != null) {
                String other = used.putIfAbsent(former, name);
                if (other == null) {
                    distinct.put(name, former);
                } else {
                    refuse(name, "'" + former + "' is the former name of '" + other + "' already");
                }
            }
        }
        return distinct;
    }

    /** In chains (b was a, c was b) a name becomes free once its own thing has been renamed. */
    private void rename(String free) {
        String name = free;
        String former = formerNames.get(name);
        while (former != null && left.containsKey(former)) {
            byName.put(name, left.remove(former));
            renamed.add(name);
            name = former;
            former = formerNames.get(name);
        }
    }

    private void check(String name, String former) {
        if (!byName.containsKey(name)) {
            refuse(name, "there is no '" + former + "' that could be renamed");
        } else if (!renamed.contains(name) && present.containsKey(former) && !wasRenamedBefore(former)) {
            refuse(name, "'" + former + "' cannot be renamed to '" + name + "' while there is a '" + name
                    + "' already; names are swapped in two steps, and what was renamed before says nothing of it");
        }
    }

    /** Whether a wanted thing has its new name already, by itself or as part of a chain. */
    private boolean wasRenamedBefore(String name) {
        Set<String> seen = new HashSet<>();
        String at = name;
        while (seen.add(at)) {
            String former = formerNames.get(at);
            if (former == null) {
                return false;
            }
            if (!present.containsKey(former)) {
                return true;
            }
            at = former;
        }
        return false;
    }

    private void refuse(String name, String message) {
        problems.add(pointer + "/" + name + "/was", message);
    }

    @Nullable
    T of(String name) {
        return byName.get(name);
    }

    boolean isRenamed(String name) {
        return renamed.contains(name);
    }

    String formerName(String name) {
        return formerNames.getOrDefault(name, name);
    }

    /** What no wanted thing continues. */
    SequencedMap<String, T> left() {
        return left;
    }
}
