package dev.headrace.local.system;

import dev.headrace.local.hint.SimilarName;
import dev.headrace.services.Installation;
import dev.headrace.services.ServiceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The names of the environment variables that a tier reads.
 *
 * @param names as its settings file lists them
 */
record SettingNames(Set<String> names) {

    private static final Pattern NAME = Pattern.compile("HEADRACE_[A-Z_]+");
    private static final String TESTS = "HEADRACE_TEST_";
    /** Only a new system needs it, and gets it from {@link FirstAdministrator}. */
    private static final String FIRST_PASSWORD = "HEADRACE_ADMIN_PASSWORD";

    static SettingNames ofCore(Installation installation) {
        return in(installation.home().resolve("admin-core/src/main/resources/application.yaml"));
    }

    static SettingNames ofEdge(Installation installation) {
        return in(installation.home().resolve("fast-api/edge.env"));
    }

    private static SettingNames in(Path file) {
        try {
            return new SettingNames(NAME.matcher(Files.readString(file)).results().map(MatchResult::group)
                    .collect(Collectors.toSet()));
        } catch (IOException e) {
            throw new ServiceException("Cannot read " + file + ": " + e, e);
        }
    }

    /** The variables of the environment that the tier reads. */
    Map<String, String> from(Map<String, String> environment) {
        Map<String, String> settings = new TreeMap<>(environment);
        settings.keySet().removeIf(name -> !names.contains(name) || name.equals(FIRST_PASSWORD));
        return settings;
    }

    /** A line for each variable that looks like a setting but that no tier reads. */
    static List<String> unknown(Set<String> set, Collection<SettingNames> tiers) {
        Set<String> known = tiers.stream().flatMap(tier -> tier.names.stream())
                .collect(Collectors.toCollection(TreeSet::new));
        return set.stream().filter(name -> NAME.matcher(name).lookingAt() && !name.startsWith(TESTS))
                .filter(name -> !known.contains(name)).sorted()
                .map(name -> name + " is not a setting" + SimilarName.of(name, known)
                        .map(similar -> "; did you mean " + similar + "?").orElse(", and is ignored."))
                .toList();
    }
}
