package dev.headrace.admin.interactions;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Health of the queue between the edge and the core, and of the workers that read it.
 *
 * @param name the queue's
 * @param depth null if the queue does not answer
 * @param queueError why it does not answer; null if it does
 * @param oldestAtMost upper bound of the oldest message's age: time since the queue was last seen empty
 * @param workers number of workers that are running
 * @param configuredWorkers number of workers that should be running
 * @param workersError why the workers pause; null if they work
 * @param deadEvents number of events that could not be applied
 */
public record QueueHealth(String name, @Nullable Depth depth, @Nullable String queueError, Duration oldestAtMost,
        int workers, int configuredWorkers, @Nullable String workersError, long deadEvents) {

    /**
     * Numbers of messages; SQS counts approximately.
     *
     * @param waiting messages that no worker has received
     * @param inFlight messages that workers have received
     * @param dead messages in the dead-letter queue; null if there is none
     */
    public record Depth(long waiting, long inFlight, @Nullable Long dead) {

        public boolean empty() {
            return waiting == 0 && inFlight == 0;
        }
    }
}
