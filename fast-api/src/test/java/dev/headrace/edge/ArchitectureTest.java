package dev.headrace.edge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.headrace.edge.cache.CacheKey;
import dev.headrace.edge.http.Audience;
import dev.headrace.edge.http.Endpoint;
import dev.headrace.edge.http.Replies.Reply;
import io.undertow.server.HttpServerExchange;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    /** Each package with the others that it may know; all but those of libraries, the shared model and Java. */
    private static final Map<String, List<String>> MAY_KNOW = Map.ofEntries(
            entry("http", List.of()), entry("redis", List.of()),
            entry("feature", List.of("http")), entry("limit", List.of("http")), entry("auth", List.of("http")),
            entry("work", List.of("http", "feature")), entry("health", List.of("http", "feature")),
            entry("queue", List.of("redis", "feature")), entry("follow", List.of("redis", "feature")),
            entry("cache", List.of("http", "redis", "feature")), entry("model", List.of("http", "redis", "feature")),
            entry("tallies", List.of("cache", "redis")),
            entry("documents", List.of("cache", "model", "tallies", "follow", "http", "redis", "feature")),
            entry("index", List.of("model", "follow", "http", "redis", "feature")),
            entry("lists",
                    List.of("index", "documents", "tallies", "model", "cache", "work", "http", "redis", "feature")),
            entry("interact", List.of("model", "tallies", "queue", "auth", "limit", "http", "redis", "feature")));

    private static final JavaClasses EDGE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.headrace.edge");

    @Test
    void theEdgeKnowsNoSpringNoDatabaseAndNotTheCore() {
        noClasses().should().dependOnClassesThat().resideInAnyPackage("org.springframework..", "jakarta.persistence..",
                "java.sql..", "javax.sql..", "dev.headrace.admin..").check(EDGE);
    }

    @Test
    void exchangesStayWithEndpointsAndTheirReplies() {
        noClasses().that().resideOutsideOfPackage("..http..").and().areNotAssignableTo(Endpoint.class).and()
                .areNotAssignableTo(Reply.class).should().dependOnClassesThat()
                .belongToAnyOf(HttpServerExchange.class).check(EDGE);
    }

    @Test
    void handlersAndNothingElseAreEndpoints() {
        classes().that().resideOutsideOfPackage("..http..").and().haveSimpleNameEndingWith("Handler").should()
                .beAssignableTo(Endpoint.class).check(EDGE);
        classes().that().resideOutsideOfPackage("..http..").and().areAssignableTo(Endpoint.class).should()
                .haveSimpleNameEndingWith("Handler").check(EDGE);
    }

    @Test
    void eachLibraryIsKnownInOnePlace() {
        noClasses().that().resideOutsideOfPackage("..edge.redis..").should().dependOnClassesThat()
                .resideInAnyPackage("io.lettuce..", "io.netty..").check(EDGE);
        noClasses().that().resideOutsideOfPackage("..edge.queue..").should().dependOnClassesThat()
                .resideInAPackage("software.amazon..").check(EDGE);
        noClasses().that().resideOutsideOfPackage("..edge.auth..").should().dependOnClassesThat()
                .resideInAPackage("com.nimbusds..").check(EDGE);
        noClasses().that().resideOutsideOfPackage("..edge.index..").should().dependOnClassesThat()
                .resideInAnyPackage("org.apache.lucene..", "com.ibm.icu..").check(EDGE);
        noClasses().that().resideOutsideOfPackages("..edge.feature..", "..edge.http..", "..edge.health..",
                "dev.headrace.edge").should().dependOnClassesThat().resideInAPackage("io.prometheus..").check(EDGE);
    }

    @Test
    void theFollowerDoesNotKnowItsSubscribers() {
        classes().that().resideInAPackage("..edge.follow..").should().onlyDependOnClassesThat()
                .resideInAnyPackage("..edge.follow..", "..edge.redis..", "..edge.feature..", "dev.headrace.model..",
                        "java..", "org.slf4j..", "org.jspecify..")
                .check(EDGE);
    }

    @Test
    void packagesKnowOnlyThoseThatTheyMayKnow() {
        MAY_KNOW.forEach((name, known) -> {
            List<String> unknown = MAY_KNOW.keySet().stream()
                    .filter(other -> !other.equals(name) && !known.contains(other))
                    .map(other -> "dev.headrace.edge." + other).toList();
            noClasses().that().resideInAPackage("dev.headrace.edge." + name).should().dependOnClassesThat()
                    .resideInAnyPackage(unknown.toArray(String[]::new)).check(EDGE);
        });
        classes().that().resideInAPackage("dev.headrace.edge.*..").should().resideInAnyPackage(
                MAY_KNOW.keySet().stream().map(name -> "dev.headrace.edge." + name).toArray(String[]::new)).check(EDGE);
    }

    /** Otherwise what was made for one audience could be kept for all. Presences and tallies are the same for all. */
    @Test
    void onlyRequestsSayForWhomSomethingIsRead() {
        noClasses().that().resideInAnyPackage("..edge.documents..", "..edge.lists..").and()
                .areNotAssignableTo(Endpoint.class).should().accessField(Audience.class, "PUBLIC").check(EDGE);
        noClasses().that().resideInAnyPackage("..edge.documents..", "..edge.lists..").and()
                .doNotHaveSimpleName("Presences").should().callMethod(CacheKey.class, "shared", String.class)
                .check(EDGE);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.headrace.edge.(*)..").should().beFreeOfCycles().check(EDGE);
    }

    @Test
    void onlyTheCompositionKnowsAllPackages() {
        noClasses().that().resideInAnyPackage("dev.headrace.edge.(*)..").should().dependOnClassesThat()
                .resideInAPackage("dev.headrace.edge").check(EDGE);
    }
}
