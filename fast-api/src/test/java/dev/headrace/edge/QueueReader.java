package dev.headrace.edge;

import dev.headrace.model.InteractionCodec;
import dev.headrace.model.InteractionCodec.Item;
import dev.headrace.model.InteractionEvent;
import dev.headrace.testkit.Queue;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** Receives events from a queue like the core. */
final class QueueReader implements AutoCloseable {

    private final SqsClient sqs;
    private final String url;
    private final List<InteractionEvent> received = new ArrayList<>();
    private int messages;

    QueueReader(Queue queue) {
        sqs = SqsClient.builder().endpointOverride(queue.endpoint()).region(Region.of(queue.region())).build();
        url = sqs.getQueueUrl(request -> request.queueName(queue.name())).queueUrl();
    }

    /** All events so far, in order of arrival. */
    List<InteractionEvent> received() {
        for (Message message : sqs.receiveMessage(request -> request.queueUrl(url).maxNumberOfMessages(10))
                .messages()) {
            messages++;
            received.addAll(events(message.body()));
            sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
        }
        return List.copyOf(received);
    }

    int messages() {
        return messages;
    }

    private static List<InteractionEvent> events(String body) {
        return InteractionCodec.read(body).stream().map(item -> switch (item) {
            case Item.Good good -> good.event().event();
            case Item.Unknown unknown -> throw new AssertionError(unknown.reason() + ": " + unknown.message());
            case Item.Bad bad -> throw new AssertionError(bad.reason() + ": " + bad.message());
        }).toList();
    }

    @Override
    public void close() {
        sqs.close();
    }
}
