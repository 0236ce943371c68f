package dev.headrace.admin.schema;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Matches requested fields or block types to current ones, by the same name or by a former name.
 *
 * <p>A former name that an earlier application of the file has already resolved is ignored. A former name that matches
 * nothing is reported, since values might be lost.
 */
final class NameMatching<T> {

    private final SequencedMap<String, T> present;
    private final String pointer;
    private final ModelProblems problems;
    private final SequencedSet<String> requested;
    private final Map<String, String> formerNames;
    private final SequencedMap<String, T> unmatched;
    private final Map<String, T> byName = new HashMap<>();
    private final Map<String, String> newNames = new HashMap<>();
    private final Set<String> renamed = new HashSet<>();

    /**
     * @param pointer the location of the requested items
     * @param formerNames pointers to former names, which may include those of other items
     */
    NameMatching(SequencedMap<String, T> present, Collection<String> requested, String pointer,
            Map<String, String> formerNames, ModelProblems problems) {
        this.present = present;
        this.pointer = pointer;
        this.problems = problems;
        this.requested = new LinkedHashSet<>(requested);
        this.formerNames = distinct(requested, formerNames);
        this.unmatched = new LinkedHashMap<>(present);
        requested.stream().filter(name -> !present.containsKey(name)).forEach(this::rename);
        requested.stream().filter(name -> !renamed.contains(name) && unmatched.containsKey(name))
                .forEach(name -> match(name, name));
        this.formerNames.forEach(this::check);
    }

    private Map<String, String> distinct(Collection<String> requested, Map<String, String> given) {
        Map<String, String> distinct = new LinkedHashMap<>();
        Map<String, String> used = new HashMap<>();
        for (String name : requested) {
            String former = given.get(pointer + "/" + name);
            if (former != null) {
                String other = used.putIfAbsent(former, name);
                if (other == null) {
                    distinct.put(name, former);
                } else {
                    reject(name, "'" + former + "' is already the former name of '" + other + "'");
                }
            }
        }
        return distinct;
    }

    /** In chains (b was a, c was b) a name becomes free once its current holder has been renamed. */
    private void rename(String free) {
        String name = free;
        String former = formerNames.get(name);
        while (former != null && unmatched.containsKey(former)) {
            match(name, former);
            renamed.add(name);
            name = former;
            former = formerNames.get(name);
        }
    }

    private void match(String name, String presentName) {
        byName.put(name, unmatched.remove(presentName));
        newNames.put(presentName, name);
    }

    private void check(String name, String former) {
        if (!byName.containsKey(name)) {
            reject(name, "cannot be renamed from '" + former + "', which does not exist");
        } else if (renamed.contains(name) && requested.contains(former) && !renamed.contains(former)) {
            reject(name, "cannot be renamed from '" + former + "', whose name the same file gives to something new;"
                    + " do it in two steps");
        } else if (!renamed.contains(name) && present.containsKey(former) && !isAlreadyRenamed(former)) {
            reject(name, "'" + former + "' cannot be renamed to '" + name + "', which already exists; swap names"
                    + " in two steps, and remove the former names of completed renames");
        }
    }

    /** Whether an item already has its new name, by itself or as part of a chain. */
    private boolean isAlreadyRenamed(String name) {
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

    private void reject(String name, String message) {
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

    /**
     * All requested names and those of unmatched items, in order. The requested order counts if nothing is unmatched;
     * otherwise the current order remains, and new items are last.
     */
    SequencedSet<String> inOrder() {
        if (unmatched.isEmpty()) {
            return requested;
        }
        SequencedSet<String> names = new LinkedHashSet<>();
        present.keySet().forEach(name -> names.add(newNames.getOrDefault(name, name)));
        names.addAll(requested);
        return names;
    }

    /** Current items that no requested item matches. */
    SequencedMap<String, T> unmatched() {
        return unmatched;
    }
}
