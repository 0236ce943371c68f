package dev.headrace.edge.queue;

/** The queue did not accept a message in time. */
final class QueueUnavailableException extends Exception {

    QueueUnavailableException(String message) {
        super(message, null, false, false);
    }
}
