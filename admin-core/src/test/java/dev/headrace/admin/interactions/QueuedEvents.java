package dev.headrace.admin.interactions;

import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.redis.RedisStore;
import dev.headrace.model.EntryId;
import dev.headrace.model.EventId;
import dev.headrace.model.EventKeys;
import dev.headrace.model.Frame;
import dev.headrace.model.InteractionCodec;
import dev.headrace.model.InteractionEvent;
import dev.headrace.model.ReactionChanged;
import dev.headrace.model.RedisKeys;
import dev.headrace.model.ScriptCall;
import dev.headrace.model.StateOperation;
import dev.headrace.model.Target;
import dev.headrace.model.Version;
import dev.headrace.model.ViewsCounted;
import dev.headrace.model.WriteToAccept;
import dev.headrace.testkit.Eventually;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import tools.jackson.databind.node.ObjectNode;

/** Sends events for one article to a core, as the edge does, and reads the results. */
public final class QueuedEvents implements AutoCloseable {

    private final CoreUnderTest core;
    private final SqsClient sqs;
    private final String url;

    final Target target;

    QueuedEvents(CoreUnderTest core) {
        this(core, new Target("article", EntryId.fresh().toString()));
    }

    public QueuedEvents(CoreUnderTest core, Target target) {
        this.core = core;
        this.target = target;
        QueueSettings settings = core.bean(QueueSettings.class);
        sqs = SqsClient.builder().endpointOverride(URI.create(settings.endpoint())).region(Region.of(settings.region()))
                .build();
        url = sqs.getQueueUrl(request -> request.queueName(settings.name())).queueUrl();
    }

    EventId freshId() {
        return EventId.fresh(System.currentTimeMillis(), target.partition());
    }

    EventId idBefore(Duration age) {
        return EventId.fresh(System.currentTimeMillis() - age.toMillis(), target.partition());
    }

    InteractionEvent event(String kind, @Nullable String actor, ObjectNode data) {
        return new InteractionEvent(freshId(), kind, target, actor, data);
    }

    public InteractionEvent views(long count) {
        return views(freshId(), count);
    }

    InteractionEvent views(EventId id, long count) {
        return new InteractionEvent(id, ViewsCounted.KIND, target, null, new ViewsCounted(count).toJson());
    }

    InteractionEvent views(long count, EventId id, EventId... others) {
        return new InteractionEvent(id, ViewsCounted.KIND, target, null, new ViewsCounted(count).toJson(),
                List.of(others));
    }

    public InteractionEvent like(String user, boolean on) {
        return like(freshId(), user, on);
    }

    public InteractionEvent like(EventId id, String user, boolean on) {
        return new InteractionEvent(id, ReactionChanged.KIND, target, user, new ReactionChanged("like", on).toJson());
    }

    public static String element(long clock, InteractionEvent event) {
        return InteractionCodec.element(Version.format(clock), InteractionCodec.write(event));
    }

    public static String message(String... elements) {
        return InteractionCodec.message(List.of(elements));
    }

    public void send(String body) {
        sqs.sendMessage(request -> request.queueUrl(url).messageBody(body));
    }

    /** @param signature null for none */
    void send(String body, @Nullable String signature) {
        sqs.sendMessage(request -> request.queueUrl(url).messageBody(body)
                .messageAttributes(signature == null
                        ? Map.of()
                        : Map.of(EventKeys.ATTRIBUTE,
                                MessageAttributeValue.builder().dataType("String").stringValue(signature).build())));
    }

    public void send(long clock, InteractionEvent event) {
        send(message(element(clock, event)));
    }

    /** Accepts an event in Redis and sends it, as the edge does. */
    void accept(InteractionEvent event, StateOperation... operations) {
        RedisStore.await(redis().set(RedisKeys.presence(target),
                Frame.document(1, RedisStore.bytes(target.type())).encode()));
        String json = InteractionCodec.write(event);
        ScriptCall call = new WriteToAccept(event, json, List.of(operations), WriteToAccept.NO_KEY, "{}",
                Duration.ofHours(1), 1_000).call();
        List<byte[]> answer = RedisStore.await(core.bean(RedisStore.class).run(call, ScriptOutputType.MULTI));
        String clock = new String(answer.get(2), StandardCharsets.US_ASCII);
        send(message(InteractionCodec.element(clock, json)));
    }

    void acceptLike(InteractionEvent like, String user, boolean on) {
        accept(like, new StateOperation.Member("reaction:like", user, on));
    }

    public void awaitEmptyQueue() {
        awaitEmptyQueue(Duration.ofSeconds(15));
    }

    /** @param patience longer than the visibility timeout if a stopped core may have received messages */
    void awaitEmptyQueue(Duration patience) {
        Eventually.holds("the queue is empty", patience, () -> core.bean(InteractionQueue.class).depth().empty());
    }

    RedisAsyncCommands<String, byte[]> redis() {
        return core.bean(RedisStore.class).commands();
    }

    long tally(String metric) {
        return core.bean(JdbcClient.class)
                .sql("select coalesce(sum(value), 0) from tally where entry_id = :id and metric = :metric")
                .param("id", UUID.fromString(target.id())).param("metric", metric).query(Long.class).single();
    }

    /** The settled value of a tally in Redis. */
    @Nullable
    String settled(String metric) {
        return tallyField("b:" + metric);
    }

    @Nullable
    String tallyField(String field) {
        return text(RedisStore.await(redis().hget(RedisKeys.tally(target), field)));
    }

    boolean isMember(String metric, String member) {
        return RedisStore.await(redis().sismember(RedisKeys.members(target.id(), metric), RedisStore.bytes(member)));
    }

    boolean hasPending() {
        return RedisStore.await(redis().exists(RedisKeys.pending(target.id()))) == 1;
    }

    @Nullable
    String receipt(EventId id) {
        return text(RedisStore.await(redis().get(RedisKeys.receipt(id))));
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    /** State, reason and body of the dead event with an id. */
    List<String> dead(UUID eventId) {
        return core.bean(JdbcClient.class).sql("select state, reason, body from dead_event where event_id = :id")
                .param("id", eventId).query((row, _) -> List.of(row.getString(1), row.getString(2), row.getString(3)))
                .optional().orElse(List.of());
    }

    @Override
    public void close() {
        sqs.close();
    }
}
