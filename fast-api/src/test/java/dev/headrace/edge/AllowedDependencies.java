package dev.headrace.edge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.Map.entry;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The allowed dependencies between packages of the edge; libraries, the shared model and Java are always allowed. */
final class AllowedDependencies {

    private static final Map<String, List<String>> ALLOWED = Map.ofEntries(
            entry("connection", List.of()), entry("http", List.of("connection", "redis")), entry("redis", List.of()),
            entry("feature", List.of("http")), entry("limit", List.of("http")),
            entry("auth", List.of("http", "feature")),
            entry("work", List.of("http", "feature")), entry("health", List.of("http", "feature", "connection")),
            entry("queue", List.of("redis", "feature")), entry("follow", List.of("redis", "feature")),
            entry("cache", List.of("http", "redis", "feature")), entry("model", List.of("http", "redis", "feature")),
            entry("tallies", List.of("cache", "redis")),
            entry("documents", List.of("cache", "model", "tallies", "follow", "limit", "http", "redis", "feature")),
            entry("stats", List.of("documents", "tallies", "model", "cache", "limit", "http", "feature")),
            entry("index", List.of("model", "follow", "http", "redis", "feature")),
            entry("lists",
                    List.of("index", "documents", "tallies", "model", "cache", "limit", "work", "http", "redis",
                            "feature")),
            entry("interact", List.of("model", "tallies", "queue", "auth", "limit", "http", "redis", "feature")));

    private AllowedDependencies() {}

    static ArchRule rule() {
        return CompositeArchRule.of(Stream.concat(Stream.of(allPackagesAreListed()),
                ALLOWED.entrySet().stream().map(each -> hasNoOtherDependencies(each.getKey(), each.getValue())))
                .toList());
    }

    private static ArchRule allPackagesAreListed() {
        return classes().that().resideInAPackage("..edge.*..").should().resideInAnyPackage(packages(
                ALLOWED.keySet().stream()));
    }

    private static ArchRule hasNoOtherDependencies(String name, List<String> allowed) {
        return noClasses().that().resideInAPackage("..edge." + name + "..").should().dependOnClassesThat()
                .resideInAnyPackage(packages(ALLOWED.keySet().stream()
                        .filter(other -> !other.equals(name) && !allowed.contains(other))))
                // Violating classes exist only in a few packages.
                .allowEmptyShould(true);
    }

    private static String[] packages(Stream<String> names) {
        return names.map(name -> "..edge." + name + "..").toArray(String[]::new);
    }
}
