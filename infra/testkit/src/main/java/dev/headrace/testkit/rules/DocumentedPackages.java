package dev.headrace.testkit.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A section about packages in a Markdown document: a drawing, in which a package depends only on packages in lower lines or
 * to its right, and a table whose first column is a package and whose last column lists exactly those that it uses.
 */
public final class DocumentedPackages {

    private static final Pattern DRAWING = Pattern.compile("^```\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern ROW = Pattern.compile("^\\| `(\\w+)` \\|.*\\| ([^|]*) \\|$", Pattern.MULTILINE);
    private static final Pattern WORD = Pattern.compile("\\w+");

    private final String drawing;
    private final Map<String, Set<String>> uses;

    private DocumentedPackages(String drawing, Map<String, Set<String>> uses) {
        this.drawing = drawing;
        this.uses = uses;
    }

    /** @param heading the whole line */
    public static DocumentedPackages read(Path document, String heading) throws IOException {
        return parse(Files.readString(document), heading);
    }

    static DocumentedPackages parse(String document, String heading) {
        String section = document.substring(document.indexOf("\n" + heading + "\n") + heading.length() + 2);
        Matcher end = Pattern.compile("^#", Pattern.MULTILINE).matcher(section);
        section = end.find() ? section.substring(0, end.start()) : section;
        Matcher drawing = DRAWING.matcher(section);
        Map<String, Set<String>> uses = ROW.matcher(section).results()
                .collect(Collectors.toMap(row -> row.group(1), row -> words(row.group(2))));
        return new DocumentedPackages(drawing.find() ? drawing.group(1) : "", uses);
    }

    private static Set<String> words(String text) {
        return WORD.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Where the section differs from the code.
     *
     * @param packages all packages, with those that they use
     */
    public List<String> contradictions(Map<String, Set<String>> packages) {
        List<String> found = new ArrayList<>();
        Set<String> names = new TreeSet<>(packages.keySet());
        names.addAll(uses.keySet());
        for (String name : names) {
            String documented = sorted(uses.get(name));
            String actual = sorted(packages.get(name));
            if (!documented.equals(actual)) {
                found.add("%s: the table has %s, the code %s".formatted(name, documented, actual));
            }
        }
        Map<String, Integer> places = places(names);
        new TreeMap<>(packages).forEach((name, used) -> {
            if (!places.containsKey(name)) {
                found.add(name + " is not drawn");
            }
            new TreeSet<>(used).stream().filter(other -> isAbove(places, other, name))
                    .forEach(other -> found.add(name + " uses " + other + ", but is drawn after it"));
        });
        return found;
    }

    private static String sorted(@Nullable Set<String> names) {
        return names == null ? "nothing" : new TreeSet<>(names).toString();
    }

    private static boolean isAbove(Map<String, Integer> places, String one, String other) {
        return places.containsKey(one) && places.containsKey(other) && places.get(one) < places.get(other);
    }

    /** The positions in the drawing; other words in it are descriptions. */
    private Map<String, Integer> places(Set<String> names) {
        Map<String, Integer> places = new LinkedHashMap<>();
        WORD.matcher(drawing).results().filter(word -> names.contains(word.group()))
                .forEach(word -> places.putIfAbsent(word.group(), word.start()));
        return places;
    }
}
