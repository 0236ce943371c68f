package dev.headrace.edge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import dev.headrace.edge.cache.CacheKey;
import dev.headrace.edge.http.Audience;
import dev.headrace.edge.http.Endpoint;
import dev.headrace.edge.http.Replies.Reply;
import dev.headrace.fixtures.edge.follow.BrokenFollower;
import dev.headrace.fixtures.edge.http.BrokenPipeline;
import dev.headrace.fixtures.edge.documents.BrokenReads;
import dev.headrace.testkit.rules.PublicTypes;
import io.undertow.server.HttpServerExchange;
import java.util.List;

/** Rules of the edge, each with a class that breaks it. */
@SuppressWarnings("ImmutableEnumChecker") // rules do not change, but the library does not say so
enum EdgeRule {

    NO_SPRING_NO_DATABASE_AND_NOTHING_OF_THE_CORE(noClasses().should().dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "jakarta.persistence..", "java.sql..", "javax.sql..",
                    "dev.headrace.admin.."),
            BrokenReads.UsesADatabase.class),

    EXCHANGES_STAY_WITH_ENDPOINTS_AND_THEIR_REPLIES(noClasses().that().resideOutsideOfPackage("..edge.http..").and()
            .areNotAssignableTo(Endpoint.class).and().areNotAssignableTo(Reply.class).should().dependOnClassesThat()
            .belongToAnyOf(HttpServerExchange.class), BrokenReads.UsesAnExchange.class),

    HANDLERS_ARE_ENDPOINTS(classes().that().resideOutsideOfPackage("..edge.http..").and()
            .haveSimpleNameEndingWith("Handler").should().beAssignableTo(Endpoint.class),
            BrokenReads.NamedHandler.class),

    ENDPOINTS_ARE_NAMED_HANDLERS(classes().that().resideOutsideOfPackage("..edge.http..").and()
            .areAssignableTo(Endpoint.class).should().haveSimpleNameEndingWith("Handler"),
            BrokenReads.OtherwiseNamed.class),

    ONLY_REDIS_KNOWS_ITS_CLIENT(noClasses().that().resideOutsideOfPackage("..edge.redis..").should()
            .dependOnClassesThat().resideInAnyPackage("io.lettuce..", "io.netty.."), BrokenReads.UsesRedis.class),

    ONLY_THE_QUEUE_KNOWS_ITS_CLIENT(noClasses().that().resideOutsideOfPackage("..edge.queue..").should()
            .dependOnClassesThat().resideInAPackage("software.amazon.."), BrokenReads.UsesQueue.class),

    ONLY_AUTH_KNOWS_TOKENS(noClasses().that().resideOutsideOfPackage("..edge.auth..").should().dependOnClassesThat()
            .resideInAPackage("com.nimbusds.."), BrokenReads.UsesTokens.class),

    ONLY_THE_INDEX_KNOWS_LUCENE(noClasses().that().resideOutsideOfPackage("..edge.index..").should()
            .dependOnClassesThat().resideInAnyPackage("org.apache.lucene..", "com.ibm.icu.."),
            BrokenReads.UsesTheIndex.class),

    METRICS_ARE_GIVEN_BY_FEATURES(noClasses().that().resideOutsideOfPackages("..edge.feature..", "..edge.http..",
            "..edge.health..", "dev.headrace.edge").should().dependOnClassesThat().resideInAPackage("io.prometheus.."),
            BrokenReads.UsesMetrics.class),

    THE_FOLLOWER_DOES_NOT_KNOW_ITS_SUBSCRIBERS(classes().that().resideInAPackage("..edge.follow..").should()
            .onlyDependOnClassesThat().resideInAnyPackage("..edge.follow..", "..edge.redis..", "..edge.feature..",
                    "dev.headrace.model..", "java..", "org.slf4j..", "org.jspecify.."),
            BrokenFollower.class),

    PACKAGES_KNOW_ONLY_THOSE_THAT_THEY_MAY_KNOW(MayKnow.rule(), BrokenPipeline.class),

    ONLY_REQUESTS_SAY_FOR_WHOM_SOMETHING_IS_READ(noClasses().that().resideInAnyPackage("..edge.documents..",
            "..edge.lists..").and().areNotAssignableTo(Endpoint.class).should().accessField(Audience.class, "PUBLIC"),
            BrokenReads.ReadsForAll.class),

    // Presences and tallies are the same for all.
    ONLY_PRESENCES_ARE_KEPT_FOR_ALL(noClasses().that().resideInAnyPackage("..edge.documents..", "..edge.lists..")
            .and().doNotHaveSimpleName("Presences").should().callMethod(CacheKey.class, "shared", String.class),
            BrokenReads.KeepsForAll.class),

    PACKAGES_HAVE_NO_CYCLES(slices().matching("..edge.(*)..").should().beFreeOfCycles(), BrokenReads.class),

    ONLY_THE_COMPOSITION_KNOWS_ALL_PACKAGES(noClasses().that().resideInAPackage("..edge.*..").should()
            .dependOnClassesThat().resideInAPackage("dev.headrace.edge"), BrokenReads.UsesTheComposition.class),

    PUBLIC_TYPES_ARE_NEEDED_ELSEWHERE(PublicTypes.areNeededElsewhere(), BrokenFollower.class);

    private final ArchRule rule;
    private final Class<?> broken;

    EdgeRule(ArchRule rule, Class<?> broken) {
        this.rule = rule;
        this.broken = broken;
    }

    /** A class that breaks the rule. */
    Class<?> broken() {
        return broken;
    }

    void check(JavaClasses classes) {
        rule.check(classes);
    }

    List<String> violations(JavaClasses classes) {
        return rule.evaluate(classes).getFailureReport().getDetails();
    }
}
