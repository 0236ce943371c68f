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
import dev.headrace.edge.limit.MissLimit;
import dev.headrace.fixtures.edge.follow.BrokenFollower;
import dev.headrace.fixtures.edge.http.BrokenPipeline;
import dev.headrace.fixtures.edge.documents.BrokenReads;
import dev.headrace.testkit.rules.PublicTypes;
import io.undertow.server.HttpServerExchange;
import java.util.List;

/** Architecture rules of the edge, each with a class that violates it. */
@SuppressWarnings("ImmutableEnumChecker") // rules are immutable but not annotated
enum EdgeRule {

    NO_SPRING_DATABASE_OR_CORE(noClasses().should().dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "jakarta.persistence..", "java.sql..", "javax.sql..",
                    "dev.headrace.admin.."),
            BrokenReads.UsesADatabase.class),

    // MissLimit asks for the client's address in place of the endpoints.
    EXCHANGES_ARE_USED_ONLY_BY_ENDPOINTS_AND_REPLIES(noClasses().that().resideOutsideOfPackage("..edge.http..").and()
            .areNotAssignableTo(Endpoint.class).and().areNotAssignableTo(Reply.class).and()
            .areNotAssignableTo(MissLimit.class).should().dependOnClassesThat()
            .belongToAnyOf(HttpServerExchange.class), BrokenReads.UsesAnExchange.class),

    HANDLERS_ARE_ENDPOINTS(classes().that().resideOutsideOfPackage("..edge.http..").and()
            .haveSimpleNameEndingWith("Handler").should().beAssignableTo(Endpoint.class),
            BrokenReads.NamedHandler.class),

    ENDPOINTS_ARE_NAMED_HANDLERS(classes().that().resideOutsideOfPackage("..edge.http..").and()
            .areAssignableTo(Endpoint.class).should().haveSimpleNameEndingWith("Handler"),
            BrokenReads.MisnamedEndpoint.class),

    REDIS_CLIENT_IS_USED_ONLY_IN_REDIS(noClasses().that().resideOutsideOfPackage("..edge.redis..").should()
            .dependOnClassesThat().resideInAnyPackage("io.lettuce..", "io.netty.."), BrokenReads.UsesRedis.class),

    QUEUE_CLIENT_IS_USED_ONLY_IN_QUEUE(noClasses().that().resideOutsideOfPackage("..edge.queue..").should()
            .dependOnClassesThat().resideInAPackage("software.amazon.."), BrokenReads.UsesQueue.class),

    TOKENS_ARE_USED_ONLY_IN_AUTH(
            noClasses().that().resideOutsideOfPackage("..edge.auth..").should().dependOnClassesThat()
                    .resideInAPackage("com.nimbusds.."),
            BrokenReads.UsesTokens.class),

    LUCENE_IS_USED_ONLY_IN_INDEX(noClasses().that().resideOutsideOfPackage("..edge.index..").should()
            .dependOnClassesThat().resideInAnyPackage("org.apache.lucene..", "com.ibm.icu.."),
            BrokenReads.UsesTheIndex.class),

    METRICS_ARE_REGISTERED_THROUGH_FEATURES(
            noClasses().that().resideOutsideOfPackages("..edge.feature..", "..edge.http..",
                    "..edge.health..", "dev.headrace.edge").should().dependOnClassesThat()
                    .resideInAPackage("io.prometheus.."),
            BrokenReads.UsesMetrics.class),

    FOLLOWER_DOES_NOT_DEPEND_ON_SUBSCRIBERS(classes().that().resideInAPackage("..edge.follow..").should()
            .onlyDependOnClassesThat().resideInAnyPackage("..edge.follow..", "..edge.redis..", "..edge.feature..",
                    "dev.headrace.model..", "java..", "org.slf4j..", "org.jspecify.."),
            BrokenFollower.class),

    PACKAGES_HAVE_ONLY_ALLOWED_DEPENDENCIES(AllowedDependencies.current().rule(), BrokenPipeline.class),

    AUDIENCE_IS_CHOSEN_ONLY_BY_ENDPOINTS(noClasses().that().resideInAnyPackage("..edge.documents..",
            "..edge.lists..", "..edge.live..", "..edge.stats..").and().areNotAssignableTo(Endpoint.class).should()
            .accessField(Audience.class, "PUBLIC"),
            BrokenReads.ChoosesAudience.class),

    // Presences and tallies are the same for all audiences.
    ONLY_PRESENCES_ARE_CACHED_FOR_ALL_AUDIENCES(
            noClasses().that().resideInAnyPackage("..edge.documents..", "..edge.lists..", "..edge.stats..")
                    .and().doNotHaveSimpleName("Presences").should().callMethod(CacheKey.class, "shared", String.class),
            BrokenReads.CachesForAll.class),

    PACKAGES_HAVE_NO_CYCLES(slices().matching("..edge.(*)..").should().beFreeOfCycles(), BrokenReads.class),

    NOTHING_DEPENDS_ON_THE_COMPOSITION(noClasses().that().resideInAPackage("..edge.*..").should()
            .dependOnClassesThat().resideInAPackage("dev.headrace.edge"), BrokenReads.UsesTheComposition.class),

    PUBLIC_TYPES_ARE_NEEDED_ELSEWHERE(PublicTypes.areNeededElsewhere(), BrokenFollower.class);

    private final ArchRule rule;
    private final Class<?> violating;

    EdgeRule(ArchRule rule, Class<?> violating) {
        this.rule = rule;
        this.violating = violating;
    }

    /** A class that violates the rule. */
    Class<?> violating() {
        return violating;
    }

    void check(JavaClasses classes) {
        rule.check(classes);
    }

    List<String> violations(JavaClasses classes) {
        return rule.evaluate(classes).getFailureReport().getDetails();
    }
}
