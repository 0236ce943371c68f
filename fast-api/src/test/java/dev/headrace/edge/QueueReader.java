package dev.headrace.edge;

import dev.headrace.model.Interaction;
import dev.headrace.model.InteractionCodec;
import dev.headrace.model.InteractionCodec.Item;
import dev.headrace.model.InteractionCodec.UnreadableMessageException;
import dev.headrace.testkit.Queue;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** Takes events off a queue, as the workers do. */
final class QueueReader implements AutoCloseable {

    private final SqsClient sqs;
    private final String url;
    private final List<Interaction> received = new ArrayList<>();
    private int messages;

    QueueReader(Queue queue) {
        sqs = SqsClient.builder().endpointOverride(queue.endpoint()).region(Region.of(queue.region())).build();
        url = sqs.getQueueUrl(request -> request.queueName(queue.name())).queueUrl();
    }

    /** All events so far, in the order in which they came. */
    List<Interaction> received() {
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

    private static List<Interaction> events(String body) {
        try {
            return InteractionCodec.read(body).stream().map(item -> switch (item) {
                case Item.Good good -> good.event().interaction();
                case Item.Bad bad -> throw new AssertionError(bad.reason() + ": " + bad.json());
            }).toList();
        } catch (UnreadableMessageException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        sqs.close();
    }
}
