package dev.headrace.edge.queue;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** A queue whose behaviour is set by the test. */
final class FakeSqs implements SqsClient {

    private final AtomicInteger messages = new AtomicInteger();
    /** Called with the number of each message, from 1 on; may block or throw. */
    volatile IntConsumer taking = _ -> {};
    volatile Runnable finding = () -> {};
    volatile String lastBody = "";

    @Override
    public GetQueueUrlResponse getQueueUrl(GetQueueUrlRequest request) {
        finding.run();
        return GetQueueUrlResponse.builder().queueUrl("http://queue").build();
    }

    @Override
    public SendMessageResponse sendMessage(SendMessageRequest request) {
        taking.accept(messages.incrementAndGet());
        lastBody = request.messageBody();
        return SendMessageResponse.builder().build();
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
