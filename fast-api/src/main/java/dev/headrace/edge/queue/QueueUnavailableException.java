package dev.headrace.edge.queue;

/** The queue did not take a message, or not in time. */
final class QueueUnavailableException extends Exception {

    QueueUnavailableException(String message) {
        super(message, null, false, false);
    }
}
