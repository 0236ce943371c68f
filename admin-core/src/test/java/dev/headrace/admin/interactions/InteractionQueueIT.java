package dev.headrace.admin.interactions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.testkit.Backends;
import dev.headrace.testkit.Eventually;
import dev.headrace.testkit.Queue;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class InteractionQueueIT {

    private static SqsClient sqs;

    @BeforeAll
    static void connect() {
        Queue any = Backends.queue().absentQueue();
        sqs = SqsClient.builder().endpointOverride(any.endpoint()).region(Region.of(any.region())).build();
    }

    @AfterAll
    static void disconnect() {
        sqs.close();
    }

    @Test
    void deadLettersAreCountedInTheRedrivePolicysQueue() {
        Queue dead = Backends.queue().freshQueue();
        Queue given = Backends.queue().absentQueue();
        sqs.createQueue(request -> request.queueName(given.name()).attributes(Map.of(QueueAttributeName.REDRIVE_POLICY,
                "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"5\"}".formatted(arn(dead)))));
        sqs.sendMessage(request -> request.queueUrl(url(dead)).messageBody("failed"));

        assertThat(depth(given).dead()).isEqualTo(1);
        assertThat(depth(Backends.queue().freshQueue()).dead()).isNull();
    }

    @Test
    void stoppingEndsLongPollsEarly() {
        var queue = new InteractionQueue(settings(Backends.queue().freshQueue()));
        // From now on its URL is known, and a long poll is the only request of receive().
        queue.depth();
        CompletableFuture<List<Message>> waiting = new CompletableFuture<>();
        Thread receiver = Thread.ofPlatform().daemon()
                .start(() -> waiting.completeAsync(queue::receive, Runnable::run));
        Eventually.holds("the poll is under way", () -> isReadingAResponse(receiver));

        queue.stopReceiving();

        // A completed wait would return an empty list.
        assertThat(waiting).failsWithin(Duration.ofMinutes(1));
        queue.destroy();
    }

    private static boolean isReadingAResponse(Thread thread) {
        return Arrays.stream(thread.getStackTrace()).anyMatch(frame -> frame.getClassName().contains("SocketImpl")
                && frame.getMethodName().equals("read"));
    }

    private static QueueHealth.Depth depth(Queue of) {
        var queue = new InteractionQueue(settings(of));
        try {
            return queue.depth();
        } finally {
            queue.destroy();
        }
    }

    private static QueueSettings settings(Queue queue) {
        return new QueueSettings(queue.endpoint().toString(), queue.region(), queue.name(), false, 1,
                Duration.ofMillis(100), "");
    }

    private static String url(Queue queue) {
        return sqs.getQueueUrl(request -> request.queueName(queue.name())).queueUrl();
    }

    private static String arn(Queue queue) {
        Map<QueueAttributeName, String> attributes = sqs.getQueueAttributes(request -> request.queueUrl(url(queue))
                .attributeNames(QueueAttributeName.QUEUE_ARN)).attributes();
        return Objects.requireNonNull(attributes.get(QueueAttributeName.QUEUE_ARN));
    }
}
