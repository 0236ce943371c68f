package dev.headrace.edge.queue;

import dev.headrace.model.EventKeys;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** A queue whose behaviour is set by the test. */
final class FakeSqs implements SqsClient {

    private final AtomicInteger messages = new AtomicInteger();
    /** Called with the number of each message, from 1 on; may block or throw. */
    volatile IntConsumer taking = _ -> {};
    volatile Runnable finding = () -> {};
    volatile String lastBody = "";
    volatile Map<String, MessageAttributeValue> lastAttributes = Map.of();

    @Override
    public GetQueueUrlResponse getQueueUrl(GetQueueUrlRequest request) {
        finding.run();
        return GetQueueUrlResponse.builder().queueUrl("http://queue").build();
    }

    @Override
    public SendMessageResponse sendMessage(SendMessageRequest request) {
        taking.accept(messages.incrementAndGet());
        lastBody = request.messageBody();
        lastAttributes = request.messageAttributes();
        return SendMessageResponse.builder().build();
    }

    @Nullable
    String lastSignature() {
        MessageAttributeValue signature = lastAttributes.get(EventKeys.ATTRIBUTE);
        return signature == null ? null : signature.stringValue();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // nothing to close
    }
}
