package dev.headrace.admin.interactions;

import dev.headrace.model.EventKeys;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import tools.jackson.databind.json.JsonMapper;

/** The SQS queue between the edge and the workers. */
@Component
class InteractionQueue implements DisposableBean {

    private static final JsonMapper JSON = new JsonMapper();
    static final Duration LONG_POLL = Duration.ofSeconds(10);
    private static final Duration INSPECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration VISIBILITY = Duration.ofSeconds(60);
    private static final int MAX_MESSAGES = 10;
    // Workers store inapplicable events as dead events; only a message that fails repeatedly reaches this limit.
    private static final int MAX_RECEIVE_COUNT = 100;

    private final QueueSettings settings;
    private final SqsClient sqs;
    // A separate client, because closing it is the only way to end a long poll early.
    private final SqsClient receiver;
    private volatile @Nullable String url;

    InteractionQueue(QueueSettings settings) {
        this.settings = settings;
        this.sqs = client(settings, 4 + settings.workers());
        this.receiver = client(settings, settings.workers());
    }

    private static SqsClient client(QueueSettings settings, int connections) {
        SqsClientBuilder builder = SqsClient.builder().region(Region.of(settings.region()))
                .httpClientBuilder(Apache5HttpClient.builder().maxConnections(connections)
                        .connectionTimeout(Duration.ofSeconds(3)))
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .apiCallAttemptTimeout(LONG_POLL.plusSeconds(5)).apiCallTimeout(LONG_POLL.plusSeconds(10))
                        .build());
        if (!settings.endpoint().isEmpty()) {
            builder.endpointOverride(URI.create(settings.endpoint()));
        }
        return builder.build();
    }

    /** Waits a few seconds for messages; fails immediately after {@link #stopReceiving}. */
    List<Message> receive() {
        return receiver.receiveMessage(request -> request.queueUrl(url()).maxNumberOfMessages(MAX_MESSAGES)
                .waitTimeSeconds((int) LONG_POLL.toSeconds()).visibilityTimeout((int) VISIBILITY.toSeconds())
                .messageSystemAttributeNames(MessageSystemAttributeName.SENT_TIMESTAMP)
                .messageAttributeNames(EventKeys.ATTRIBUTE)).messages();
    }

    void stopReceiving() {
        receiver.close();
    }

    /** Returns the messages that could not be deleted; they will be redelivered, which is harmless. */
    List<BatchResultErrorEntry> delete(List<Message> messages) {
        List<DeleteMessageBatchRequestEntry> entries = IntStream.range(0, messages.size())
                .mapToObj(i -> DeleteMessageBatchRequestEntry.builder().id(String.valueOf(i))
                        .receiptHandle(messages.get(i).receiptHandle()).build())
                .toList();
        return sqs.deleteMessageBatch(request -> request.queueUrl(url()).entries(entries)).failed();
    }

    /** Depth of the queue, with a short timeout because users wait for it. */
    QueueHealth.Depth depth() {
        Map<QueueAttributeName, String> queue = attributes(url());
        return new QueueHealth.Depth(number(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES),
                number(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE), deadLetters(queue));
    }

    /** The depth of the dead-letter queue in the redrive policy; null if there is none. */
    private @Nullable Long deadLetters(Map<QueueAttributeName, String> queue) {
        String arn = JSON.readTree(queue.getOrDefault(QueueAttributeName.REDRIVE_POLICY, "{}"))
                .path("deadLetterTargetArn").asString("");
        if (arn.isEmpty()) {
            return null;
        }
        try {
            String url = find(arn.substring(arn.lastIndexOf(':') + 1));
            return number(attributes(url), QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
        } catch (QueueDoesNotExistException e) {
            return null;
        }
    }

    private Map<QueueAttributeName, String> attributes(String queueUrl) {
        return sqs.getQueueAttributes(request -> request.queueUrl(queueUrl).attributeNames(
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE, QueueAttributeName.REDRIVE_POLICY)
                .overrideConfiguration(call -> call.apiCallTimeout(INSPECT_TIMEOUT))).attributes();
    }

    private static long number(Map<QueueAttributeName, String> attributes, QueueAttributeName name) {
        return Long.parseLong(attributes.getOrDefault(name, "0"));
    }

    private String url() {
        String cached = url;
        if (cached == null) {
            cached = findOrCreate();
            url = cached;
        }
        return cached;
    }

    private String findOrCreate() {
        try {
            return find(settings.name());
        } catch (QueueDoesNotExistException e) {
            if (!settings.create()) {
                throw e;
            }
            return create();
        }
    }

    private String find(String name) {
        return sqs.getQueueUrl(request -> request.queueName(name)
                .overrideConfiguration(call -> call.apiCallTimeout(INSPECT_TIMEOUT))).queueUrl();
    }

    private String create() {
        String dead = sqs.createQueue(request -> request.queueName(settings.deadLetterName())
                .attributes(Map.of(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "1209600"))).queueUrl();
        String deadArn = sqs.getQueueAttributes(request -> request.queueUrl(dead).attributeNames(
                QueueAttributeName.QUEUE_ARN)).attributes().get(QueueAttributeName.QUEUE_ARN);
        String redrive = "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"%d\"}".formatted(deadArn,
                MAX_RECEIVE_COUNT);
        return sqs.createQueue(request -> request.queueName(settings.name()).attributes(Map.of(
                QueueAttributeName.REDRIVE_POLICY, redrive, QueueAttributeName.MESSAGE_RETENTION_PERIOD, "1209600",
                QueueAttributeName.VISIBILITY_TIMEOUT, String.valueOf(VISIBILITY.toSeconds())))).queueUrl();
    }

    @Override
    public void destroy() {
        receiver.close();
        sqs.close();
    }
}
