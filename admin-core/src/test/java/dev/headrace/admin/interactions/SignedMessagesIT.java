package dev.headrace.admin.interactions;

import static dev.headrace.admin.interactions.QueuedEvents.element;
import static dev.headrace.admin.interactions.QueuedEvents.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.Browser;
import dev.headrace.admin.CoreUnderTest;
import dev.headrace.model.EventKeys;
import dev.headrace.model.EventKeys.Verdict;
import dev.headrace.testkit.Backends;
import dev.headrace.testkit.Eventually;
import dev.headrace.testkit.Queue;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class SignedMessagesIT {

    private static final String OLD = "o".repeat(32);
    private static final String NEW = "n".repeat(32);
    private static final EventKeys UNKNOWN = new EventKeys("x".repeat(32));

    @Test
    @Tag("attack")
    void onlySignedMessagesAreAppliedAndTheOthersStayInTheQueue() {
        try (CoreUnderTest core = CoreUnderTest.start(Map.of("HEADRACE_EVENT_KEYS", NEW + "," + OLD));
                QueuedEvents events = new QueuedEvents(core)) {
            String forged = message(element(1, events.views(1_000)));
            events.send(forged, null);
            events.send(forged, UNKNOWN.sign(forged).orElseThrow());
            events.send(forged, new EventKeys(NEW).sign("another message").orElseThrow());
            for (String key : List.of(OLD, NEW)) {
                String signed = message(element(2, events.views(1)));
                events.send(signed, new EventKeys(key).sign(signed).orElseThrow());
            }

            Eventually.passes("the signed ones are applied and removed, the others are in flight", () -> {
                assertThat(events.tally("views")).isEqualTo(2);
                assertThat(core.bean(InteractionQueue.class).depth())
                        .isEqualTo(new QueueHealth.Depth(0, 3, 0L));
            });
            assertThat(core.bean(QueueHealthIndicator.class).health().getDetails().get("problem")).asString()
                    .startsWith("Messages are refused (").contains("HEADRACE_EVENT_KEYS");
            try (Browser browser = new Browser(core)) {
                browser.signIn();
                assertThat(browser.open("/admin/operations/queue").text(".alert-danger"))
                        .startsWith("Messages are refused (");
            }
            String metrics = core.send(HttpRequest.newBuilder(core.managementUrl("/metrics")).build()).text();
            assertThat(metrics).contains("headrace_core_messages_refused_total{reason=\"unsigned\"} 1.0",
                    "headrace_core_messages_refused_total{reason=\"unknown-key\"} 1.0",
                    "headrace_core_messages_refused_total{reason=\"forged\"} 1.0");
        }
    }

    /** So that messages can be moved back once the keys are right. */
    @Test
    void signaturesSurviveTheDeadLetterQueue() {
        Queue dead = Backends.queue().freshQueue();
        Queue queue = Backends.queue().absentQueue();
        try (SqsClient sqs = SqsClient.builder().endpointOverride(queue.endpoint()).region(Region.of(queue.region()))
                .build()) {
            String deadUrl = sqs.getQueueUrl(request -> request.queueName(dead.name())).queueUrl();
            String deadArn = sqs.getQueueAttributes(
                    request -> request.queueUrl(deadUrl).attributeNames(QueueAttributeName.QUEUE_ARN)).attributes()
                    .getOrDefault(QueueAttributeName.QUEUE_ARN, "");
            String url = sqs.createQueue(request -> request.queueName(queue.name()).attributes(Map.of(
                    QueueAttributeName.REDRIVE_POLICY,
                    "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"1\"}".formatted(deadArn)))).queueUrl();
            String body = message();
            sqs.sendMessage(request -> request.queueUrl(url).messageBody(body)
                    .messageAttributes(Map.of(EventKeys.ATTRIBUTE, MessageAttributeValue.builder().dataType("String")
                            .stringValue(UNKNOWN.sign(body).orElseThrow()).build())));

            Eventually.holds("it is delivered once", () -> !receive(sqs, url).isEmpty());
            Eventually.holds("it is dead", () -> {
                receive(sqs, url);
                return !receive(sqs, deadUrl).isEmpty();
            });
            sqs.startMessageMoveTask(request -> request.sourceArn(deadArn));

            Eventually.holds("it is back, with its signature",
                    () -> receive(sqs, url).stream()
                            .anyMatch(message -> UNKNOWN.verify(message.body(),
                                    signature(message)) == Verdict.AUTHENTIC));
        }
    }

    private static @Nullable String signature(Message message) {
        MessageAttributeValue attribute = message.messageAttributes().get(EventKeys.ATTRIBUTE);
        return attribute == null ? null : attribute.stringValue();
    }

    private static List<Message> receive(SqsClient sqs, String url) {
        return sqs.receiveMessage(
                request -> request.queueUrl(url).visibilityTimeout(0).messageAttributeNames(EventKeys.ATTRIBUTE))
                .messages();
    }
}
