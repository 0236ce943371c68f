package dev.headrace.queue;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Outcomes of requests that change something. After an error of its storage, such as a full disk, ElasticMQ goes on answering
 * from memory, but no change succeeds until it is started again.
 */
final class Changes {

    /** Single ones also fail when the machine is too busy. */
    private static final int MAX_FAILURES = 3;
    private static final Pattern READS = Pattern.compile("AmazonSQS\\.(Get|List|Receive).*");

    private final AtomicInteger failures = new AtomicInteger();

    /**
     * Counts a request.
     *
     * @param action the header {@code X-Amz-Target}; empty if the request has none
     * @return whether it is one too many that has failed in a row
     */
    boolean haveFailed(String action, int status) {
        if (action.isEmpty() || READS.matcher(action).matches()) {
            return false;
        }
        if (status < 500) {
            failures.set(0);
            return false;
        }
        return failures.incrementAndGet() >= MAX_FAILURES;
    }
}
