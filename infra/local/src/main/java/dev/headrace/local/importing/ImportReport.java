package dev.headrace.local.importing;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What became of the files of an import, added up. */
public final class ImportReport {
    private static final int RELATED_BY_NAME = 5;

    private final Map<String, Integer> outcomes = new LinkedHashMap<>();
    private final Map<String, Integer> notes = new TreeMap<>();
    private final Map<String, Set<String>> related = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();

    ImportReport() {
        for (String outcome : List.of("created", "changed", "unchanged", "failed")) {
            outcomes.put(outcome, 0);
        }
    }

    void add(ImportAnswer answer) {
        answer.items().forEach(this::add);
        answer.related().forEach(
                entry -> related.computeIfAbsent(entry.type(), type -> new LinkedHashSet<>()).add(entry.title()));
    }

    private void add(ImportAnswer.Item item) {
        outcomes.merge(item.outcome(), 1, Integer::sum);
        item.notes().forEach(note -> notes.merge(note, 1, Integer::sum));
        item.errors().forEach(fault -> failures.add(fault.at(item.path())));
    }

    /** A file that was not even sent. */
    void addUnreadable(String path, String why) {
        outcomes.merge("failed", 1, Integer::sum);
        failures.add(path + ": " + why);
    }

    public boolean hasFailures() {
        return count("failed") > 0;
    }

    /** How many files had that outcome: created, changed, unchanged or failed. */
    public int count(String outcome) {
        return outcomes.getOrDefault(outcome, 0);
    }

    /** Each failure as {@code path:line: message}. */
    public List<String> failures() {
        return List.copyOf(failures);
    }

    void print(PrintWriter out) {
        failures.forEach(out::println);
        notes.forEach((note, files) -> out.println("note: " + note + " (" + inFiles(files) + ")"));
        related.forEach((type, titles) -> out.println("also created: " + titles.size() + " of type " + type + " ("
                + names(titles) + ")"));
        outcomes.forEach((outcome, files) -> out.print(outcome + " " + files + "  "));
        out.println();
    }

    private static String inFiles(int files) {
        return files == 1 ? "1 file" : files + " files";
    }

    private static String names(Set<String> titles) {
        List<String> first = titles.stream().limit(RELATED_BY_NAME).toList();
        return String.join(", ", first) + (titles.size() > first.size() ? ", …" : "");
    }
}
