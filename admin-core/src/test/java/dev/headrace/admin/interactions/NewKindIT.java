package dev.headrace.admin.interactions;

import static dev.headrace.admin.interactions.QueuedEvents.element;
import static dev.headrace.admin.interactions.QueuedEvents.message;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import dev.headrace.admin.redis.RedisStore;
import dev.headrace.model.InteractionEvent;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.PublishedModel.Interactions;
import dev.headrace.model.RedisKeys;
import dev.headrace.model.StateOperation;
import dev.headrace.testkit.Eventually;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** A new kind of interaction needs one bean: model, envelope, inbox and settlement support it unchanged. */
class NewKindIT {

    private static CoreUnderTest core;

    private QueuedEvents events;

    @BeforeAll
    static void start() {
        core = CoreUnderTest.start(PollHandler.class);
    }

    @AfterAll
    static void stop() {
        core.close();
    }

    @BeforeEach
    void connect() {
        events = new QueuedEvents(core);
    }

    @AfterEach
    void disconnect() {
        events.close();
    }

    private static Answer apply(String type, String interactions) {
        return core
                .apply("types: {" + type + ": {fields: {title: {type: text}}, interactions: {" + interactions + "}}}");
    }

    private Interactions atEdges(String type) {
        byte[] model = RedisStore.await(events.redis().get(RedisKeys.MODEL));
        return PublishedModel.parse(model == null ? PublishedModel.empty().toJson() : new String(model, UTF_8))
                .type(type).map(PublishedModel.Type::interactions).orElse(Interactions.NONE);
    }

    @Test
    void modelsAllowItAndEdgesReceiveIt() {
        assertThat(apply("polled", "views: {}, poll: {choices: [yes, no]}").status()).isEqualTo(200);

        assertThat(core.get("/api/schema").text()).contains("poll: {choices: [yes, no], who: user}");
        Eventually.passes("the edges receive the options", () -> assertThat(atEdges("polled"))
                .isEqualTo(Interactions.parse("{\"views\":true,\"poll\":[\"yes\",\"no\"]}")));
    }

    @Test
    void invalidOptionsAreReportedWithPointers() {
        Answer answer = apply("odd", "poll: {choices: [yes], who: staff, until: 3}, quiz: {}, rating: {max: 1}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("errors").findValuesAsString("pointer")).containsExactlyInAnyOrder(
                "/types/odd/interactions/poll/choices", "/types/odd/interactions/poll/who",
                "/types/odd/interactions/poll/until", "/types/odd/interactions/quiz",
                "/types/odd/interactions/rating/max");
    }

    @Test
    void kindsNotServedByEdgesAreAllowedButNotPublished() {
        assertThat(apply("rated", "reactions: {kinds: [like]}, rating: {max: 10}, comments: {moderation: after}")
                .status()).isEqualTo(200);

        assertThat(core.get("/api/types/rated").json().path("interactions")).isEqualTo(new JsonMapper().readTree("""
                {"reactions": {"kinds": ["like"], "who": "user"}, "rating": {"max": 10, "who": "user"},
                 "comments": {"moderation": "after", "who": "user", "max": 4000}}"""));
        Eventually.passes("the edges receive the options",
                () -> assertThat(atEdges("rated")).isEqualTo(Interactions.parse("{\"reactions\":[\"like\"]}")));
    }

    private InteractionEvent vote(String user, String choice) {
        return events.event(PollHandler.KIND, user, JsonNodeFactory.instance.objectNode().put("choice", choice));
    }

    private void accept(InteractionEvent vote, String user, String choice) {
        events.accept(vote, Stream.of("yes", "no").map(
                each -> new StateOperation.Member("poll:" + each, user, each.equals(choice)))
                .toArray(StateOperation[]::new));
    }

    @Test
    void itsEventsAreAcceptedAppliedAndSettled() {
        InteractionEvent first = vote("ann", "yes");
        accept(first, "ann", "yes");
        accept(vote("bob", "yes"), "bob", "yes");
        accept(vote("ann", "no"), "ann", "no");
        accept(first, "ann", "no");
        events.awaitEmptyQueue();

        assertThat(events.tally("poll:yes")).isEqualTo(1);
        assertThat(events.tally("poll:no")).isEqualTo(1);
        assertThat(events.settled("poll:yes")).isEqualTo("1");
        assertThat(events.settled("poll:no")).isEqualTo("1");
        assertThat(events.tallyField("p:poll:yes")).isNull();
        assertThat(events.isMember("poll:no", "ann")).isTrue();
        assertThat(events.isMember("poll:yes", "ann")).isFalse();
        assertThat(events.hasPending()).isFalse();
        assertThat(events.receipt(first.id())).startsWith("s ");
    }

    @Test
    void dataRejectedByTheHandlerIsNoLongerPending() {
        InteractionEvent vote = vote("cat", "maybe");
        accept(vote, "cat", "yes");
        events.awaitEmptyQueue();

        assertThat(events.dead(vote.id().value())).contains("rejected", "there is no choice 'maybe'");
        assertThat(events.receipt(vote.id())).startsWith("r ");
        assertThat(events.tallyField("p:poll:yes")).isNull();
    }

    @Test
    void anEventThatFailsInItsHandlerIsParkedWithoutAffectingOthers() {
        InteractionEvent defect = vote("dan", "defect");
        events.send(message(element(1, events.views(3)), element(2, defect), element(3, vote("eve", "yes"))));
        events.awaitEmptyQueue();

        assertThat(events.tally("views")).isEqualTo(3);
        assertThat(events.tally("poll:yes")).isEqualTo(1);
        assertThat(events.dead(defect.id().value())).first().isEqualTo("parked");
    }
}
