package dev.headrace.edge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.Map.entry;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The allowed dependencies between packages of the edge; libraries, the shared model and Java are always allowed. */
final class AllowedDependencies {

    private static final Map<String, List<String>> ALLOWED = Map.ofEntries(
            entry("connection", List.of()), entry("body", List.of()),
            entry("http", List.of("connection", "redis", "body")), entry("redis", List.of()),
            entry("feature", List.of("http")), entry("limit", List.of("http")),
            entry("auth", List.of("http", "feature")),
            entry("work", List.of("http", "feature")), entry("health", List.of("http", "feature", "connection")),
            entry("queue", List.of("redis", "feature")), entry("follow", List.of("redis", "feature")),
            entry("overlay", List.of("follow", "http", "redis")), entry("cache", List.of("http", "redis", "feature")),
            entry("model", List.of("body", "http", "redis", "feature")),
            entry("tallies", List.of("cache", "redis")),
            entry("documents",
                    List.of("body", "cache", "model", "tallies", "overlay", "follow", "limit", "http", "redis",
                            "feature")),
            entry("stats", List.of("body", "documents", "tallies", "model", "cache", "limit", "http", "feature")),
            entry("index", List.of("model", "overlay", "follow", "http", "redis", "feature")),
            entry("lists",
                    List.of("body", "index", "documents", "tallies", "model", "cache", "limit", "work", "http", "redis",
                            "feature")),
            entry("search",
                    List.of("lists", "body", "index", "documents", "tallies", "model", "cache", "limit", "work",
                            "http", "redis", "feature")),
            entry("redirects", List.of("body", "cache", "work", "http", "redis", "feature")),
            entry("description", List.of("body", "cache", "http", "redis", "feature")),
            entry("live",
                    List.of("index", "documents", "overlay", "follow", "model", "limit", "http", "redis", "feature")),
            entry("interact", List.of("model", "tallies", "queue", "auth", "limit", "http", "redis", "feature")));

    private final Map<String, List<String>> allowed;

    private AllowedDependencies(Map<String, List<String>> allowed) {
        this.allowed = allowed;
    }

    static AllowedDependencies current() {
        return new AllowedDependencies(ALLOWED);
    }

    /** The packages that each package may use. */
    Map<String, Set<String>> byPackage() {
        Map<String, Set<String>> sets = new TreeMap<>();
        allowed.forEach((name, others) -> sets.put(name, Set.copyOf(others)));
        return sets;
    }

    AllowedDependencies without(String name, String other) {
        Map<String, List<String>> fewer = new TreeMap<>(allowed);
        fewer.computeIfPresent(name, (_, others) -> others.stream().filter(each -> !each.equals(other)).toList());
        return new AllowedDependencies(fewer);
    }

    AllowedDependencies without(String name) {
        Map<String, List<String>> fewer = new TreeMap<>(allowed);
        fewer.remove(name);
        return new AllowedDependencies(fewer);
    }

    ArchRule rule() {
        return CompositeArchRule.of(Stream.concat(Stream.of(allPackagesAreListed()),
                allowed.entrySet().stream().map(each -> hasNoOtherDependencies(each.getKey(), each.getValue())))
                .toList());
    }

    private ArchRule allPackagesAreListed() {
        return classes().that().resideInAPackage("..edge.*..").should().resideInAnyPackage(packages(
                allowed.keySet().stream()));
    }

    private ArchRule hasNoOtherDependencies(String name, List<String> others) {
        return noClasses().that().resideInAPackage("..edge." + name + "..").should().dependOnClassesThat()
                .resideInAnyPackage(packages(allowed.keySet().stream()
                        .filter(other -> !other.equals(name) && !others.contains(other))))
                // Violating classes exist only in a few packages.
                .allowEmptyShould(true);
    }

    private static String[] packages(Stream<String> names) {
        return names.map(name -> "..edge." + name + "..").toArray(String[]::new);
    }
}
