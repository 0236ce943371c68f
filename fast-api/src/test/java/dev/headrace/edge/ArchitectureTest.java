package dev.headrace.edge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.headrace.edge.http.Endpoint;
import dev.headrace.edge.http.Replies.Reply;
import io.undertow.server.HttpServerExchange;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

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
        noClasses().that().resideOutsideOfPackage("..edge.lists..").should().dependOnClassesThat()
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
    void whatFeaturesShareKnowsNoFeature() {
        noClasses().that().resideInAnyPackage("..edge.http..", "..edge.redis..", "..edge.work..", "..edge.feature..",
                "..edge.limit..").should().dependOnClassesThat().resideInAnyPackage("..edge.read..", "..edge.lists..",
                        "..edge.interact..", "..edge.follow..", "..edge.queue..", "..edge.auth..", "..edge.health..")
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
