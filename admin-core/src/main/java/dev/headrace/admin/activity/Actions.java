package dev.headrace.admin.activity;

import dev.headrace.admin.web.InvalidInputException.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import org.springframework.stereotype.Component;

/** The actions of all features. */
@Component
public class Actions {

    private final SequencedMap<String, Action> byId = new LinkedHashMap<>();
    private final SequencedMap<String, SubjectKind> kinds = new LinkedHashMap<>();

    public Actions(List<ActionSource> sources) {
        // Filters list the actions in the same order wherever the core runs.
        sources.stream().sorted(Comparator.comparing(source -> source.getClass().getName()))
                .flatMap(source -> source.actions().stream()).forEach(action -> {
                    if (byId.putIfAbsent(action.id(), action) != null) {
                        throw new IllegalStateException("There are two actions '" + action.id() + "'.");
                    }
                });
        byId.values().stream().map(Action::subject).sorted(Comparator.comparing(SubjectKind::label))
                .forEach(kind -> {
                    SubjectKind other = kinds.putIfAbsent(kind.name(), kind);
                    if (other != null && !other.equals(kind)) {
                        throw new IllegalStateException("There are two kinds of subjects '" + kind.name() + "'.");
                    }
                });
    }

    /** @throws IllegalArgumentException unless the action belongs to an {@link ActionSource} */
    void check(Action action) {
        if (!action.equals(byId.get(action.id()))) {
            throw new IllegalArgumentException("No bean of ActionSource has the action '" + action.id() + "'.");
        }
    }

    /**
     * Actions with a common prefix.
     *
     * @param prefix such as {@code entry.}, which filters accept too
     * @param words by action
     */
    public record Group(String prefix, String label, Map<String, String> words) {}

    /** All actions, for a filter. */
    public List<Group> groups() {
        SequencedMap<String, Group> groups = new LinkedHashMap<>();
        byId.values().forEach(action -> groups.computeIfAbsent(prefix(action), this::group).words()
                .put(action.id(), action.words()));
        return groups.values().stream().sorted(Comparator.comparing(Group::label)).toList();
    }

    private static String prefix(Action action) {
        return action.id().substring(0, action.id().indexOf('.') + 1);
    }

    private Group group(String prefix) {
        String name = prefix.substring(0, prefix.length() - 1);
        return new Group(prefix, kinds.containsKey(name) ? kind(name).label() : prefix,
                new LinkedHashMap<>());
    }

    /** The labels of the kinds of subjects, by name, in their order on pages. */
    public Map<String, String> subjects() {
        SequencedMap<String, String> labels = new LinkedHashMap<>();
        kinds.values().forEach(kind -> labels.put(kind.name(), kind.label()));
        return labels;
    }

    /** A kind of subjects; one that only an earlier version had is visible to its actors. */
    public SubjectKind kind(String name) {
        SubjectKind kind = kinds.get(name);
        return kind == null ? new SubjectKind(name, name) : kind;
    }

    /** The names of the kinds with a visibility. */
    String[] names(SubjectKind.Visibility visibility) {
        return kinds.values().stream().filter(kind -> kind.visibility() == visibility).map(SubjectKind::name)
                .toArray(String[]::new);
    }

    /** What an action did, for the start of a line. */
    public String words(String id) {
        Action action = byId.get(id);
        return action == null ? id : action.words();
    }

    /** Why a filter can match nothing: it must name known actions and subjects. */
    public List<Problem> problems(ActivityFilter filter) {
        List<Problem> problems = new ArrayList<>();
        String action = filter.action();
        if (action != null && byId.keySet().stream().noneMatch(id -> id.startsWith(action))) {
            problems.add(new Problem("/action", "must be an action such as entry.publish, or the beginning of one"));
        }
        if (filter.subjectKind() != null && !kinds.containsKey(filter.subjectKind())) {
            problems.add(new Problem("/subject",
                    "must be KIND or KIND:ID, where KIND is one of " + String.join(", ", kinds.keySet())));
        }
        return problems;
    }

    /** The ids of the actions that a filter selects by action and kind of subject, without some. */
    List<String> matching(ActivityFilter filter, Collection<String> except) {
        String prefix = Objects.requireNonNullElse(filter.action(), "");
        return byId.values().stream()
                .filter(action -> filter.subjectKind() == null || action.subject().name().equals(filter.subjectKind()))
                .map(Action::id).filter(id -> id.startsWith(prefix) && !except.contains(id)).toList();
    }

    /** The actions that short lists omit. */
    public List<String> routine() {
        return byId.values().stream().filter(Action::isRoutine).map(Action::id).toList();
    }
}
