package dev.headrace.local.importing;

import dev.headrace.local.hint.SimilarName;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A summary of an import's outcomes. */
public final class ImportReport {

    private static final int MAX_RELATED = 5;
    private static final int MAX_NOTES = 10;

    private final Map<String, Integer> outcomes = new LinkedHashMap<>();
    private final Map<String, Integer> ignored = new TreeMap<>();
    private final List<String> notes = new ArrayList<>();
    private final Map<String, Set<String>> related = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();

    private Collection<String> fields = List.of();

    ImportReport() {
        for (String outcome : List.of("created", "changed", "unchanged", "failed")) {
            outcomes.put(outcome, 0);
        }
    }

    void add(ImportAnswer answer) {
        answer.items().forEach(this::add);
    }

    private void add(ImportAnswer.Item item) {
        outcomes.merge(item.outcome(), 1, Integer::sum);
        item.ignored().forEach(key -> ignored.merge(key, 1, Integer::sum));
        item.notes().forEach(note -> notes.add(item.path() + ": " + note));
        item.related().forEach(
                entry -> related.computeIfAbsent(entry.type(), _ -> new LinkedHashSet<>()).add(entry.title()));
        item.errors().forEach(fault -> failures.add(fault.at(item.path())));
    }

    /** Adds a file that could not be sent. */
    void addUnreadable(String path, String reason) {
        outcomes.merge("failed", 1, Integer::sum);
        failures.add(path + ": " + reason);
    }

    /** Whether keys of front matter are not fields. */
    boolean hasIgnored() {
        return !ignored.isEmpty();
    }

    /** Names the fields that an author may have meant by such a key. */
    void suggest(Collection<String> names) {
        fields = List.copyOf(names);
    }

    /** The number of files. */
    int files() {
        return outcomes.values().stream().mapToInt(Integer::intValue).sum();
    }

    boolean isEmpty() {
        return outcomes.values().stream().allMatch(files -> files == 0);
    }

    public boolean hasFailures() {
        return count("failed") > 0;
    }

    /** The number of files with an outcome: created, changed, unchanged or failed. */
    public int count(String outcome) {
        return outcomes.getOrDefault(outcome, 0);
    }

    /** Each failure as {@code path:line: message}. */
    public List<String> failures() {
        return List.copyOf(failures);
    }

    void print(PrintWriter out) {
        notes.stream().limit(MAX_NOTES).forEach(note -> out.println("note: " + note));
        if (notes.size() > MAX_NOTES) {
            out.println("note: … and " + (notes.size() - MAX_NOTES) + " more");
        }
        ignored.forEach((key, files) -> out
                .println("ignored: front matter '" + key + "' is not a field" + hint(key) + " (" + inFiles(files)
                        + ")"));
        related.forEach((type, titles) -> out.println("also created: " + titles.size() + " of type " + type + " ("
                + names(titles) + ")"));
        failures.forEach(out::println);
        out.println(outcomes.entrySet().stream().map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", ")));
    }

    private String hint(String key) {
        return SimilarName.of(key, fields).map(field -> "; did you mean '" + field + "'?").orElse("");
    }

    private static String inFiles(int files) {
        return files == 1 ? "1 file" : files + " files";
    }

    private static String names(Set<String> titles) {
        List<String> first = titles.stream().limit(MAX_RELATED).toList();
        return String.join(", ", first) + (titles.size() > first.size() ? ", …" : "");
    }
}
