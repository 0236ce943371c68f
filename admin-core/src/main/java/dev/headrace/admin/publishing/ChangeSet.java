package dev.headrace.admin.publishing;

import dev.headrace.admin.publishing.Publications.Publication;
import dev.headrace.admin.schema.Model;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.InvalidInputException.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Changes of publications that are applied together, at most one for each variant. Their entries are locked until the end of
 * the transaction.
 */
final class ChangeSet {

    private final Model model;
    private final List<NewPublication> puts;
    private final List<Removal> removals;
    private final Map<DocumentKey, Publication> published;
    private final SequencedMap<DocumentKey, List<Problem>> incomplete;
    private final List<DocumentKey> keys;
    private final List<NewPublication> carried;
    private final List<ChangedVariant> others;

    /**
     * @param puts with equal shared values in all locales of an entry
     * @param published the publications of the entries that exist in several locales
     * @param incomplete what prevents the publication of revisions, in their order
     */
    ChangeSet(Model model, List<NewPublication> puts, List<Removal> removals,
            Map<DocumentKey, Publication> published, SequencedMap<DocumentKey, List<Problem>> incomplete) {
        this(model, puts, removals, published, incomplete, List.of());
    }

    private ChangeSet(Model model, List<NewPublication> puts, List<Removal> removals,
            Map<DocumentKey, Publication> published, SequencedMap<DocumentKey, List<Problem>> incomplete,
            List<ChangedVariant> others) {
        this.model = model;
        this.puts = List.copyOf(puts);
        this.removals = List.copyOf(removals);
        this.published = published;
        this.others = List.copyOf(others);
        this.incomplete = incomplete;
        this.keys = Stream.concat(puts.stream().map(NewPublication::key), removals.stream().map(Removal::key)).toList();
        Set<DocumentKey> named = new HashSet<>(keys);
        if (named.size() < keys.size()) {
            throw new IllegalArgumentException("A set must not have two changes of one variant.");
        }
        this.carried = new LeadingRevisions(model.locales(), puts).carried(published, named);
    }

    /**
     * Removes publications.
     *
     * @param others unpublished variants whose endings or scheduled publications end; their documents, or documents that refer
     *     to them, change
     */
    static ChangeSet removals(Model model, List<Removal> removals, List<ChangedVariant> others) {
        return new ChangeSet(model, List.of(), removals, Map.of(), new LinkedHashMap<>(), others);
    }

    Model model() {
        return model;
    }

    /** The variants that the set names, without carried ones. */
    List<DocumentKey> keys() {
        return keys;
    }

    List<NewPublication> puts() {
        return puts;
    }

    /** The publications in other locales whose shared values change. */
    List<NewPublication> carried() {
        return carried;
    }

    /** The publications that exist after the change. */
    List<NewPublication> all() {
        return Stream.concat(puts.stream(), carried.stream()).toList();
    }

    List<Removal> removals() {
        return removals;
    }

    /** Unpublished variants whose endings or scheduled publications end. */
    List<ChangedVariant> others() {
        return others;
    }

    /** What prevents the publication of revisions, by variant. */
    SequencedMap<DocumentKey, List<Problem>> incomplete() {
        return incomplete;
    }

    /** Without the incomplete revisions. */
    ChangeSet complete() {
        return new ChangeSet(model, puts.stream().filter(put -> !incomplete.containsKey(put.key())).toList(), removals,
                published, new LinkedHashMap<>(), others);
    }

    /**
     * Rejects incomplete revisions. If the set has several changes, the pointers of problems are prefixed with id and
     * locale.
     */
    void mustBeComplete() {
        List<Problem> problems = new ArrayList<>();
        incomplete.forEach((key, found) -> {
            String prefix = pointerPrefix(key.entryId(), key.locale());
            found.forEach(problem -> problems.add(new Problem(prefix + problem.pointer(), problem.message())));
        });
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
    }

    /** What the pointers of a variant's problems begin with: id and locale if the set has several changes. */
    String pointerPrefix(UUID entry, String locale) {
        return keys.size() == 1 ? "" : "/" + entry + "/" + locale;
    }
}
