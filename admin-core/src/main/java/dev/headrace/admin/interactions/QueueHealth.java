package dev.headrace.admin.interactions;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the queue between the edge and the workers is, and how the workers are.
 *
 * @param name the queue's
 * @param depth what waits; null if the queue does not answer
 * @param queueTrouble why it does not answer; null: it does
 * @param oldestAtMost how long the oldest message has been waiting at most: since the queue was last seen empty
 * @param workers how many messages are worked on at once
 * @param workersTrouble what keeps the workers from working; null: nothing
 * @param deadEvents events that could not be applied
 */
public record QueueHealth(String name, @Nullable Depth depth, @Nullable String queueTrouble, Duration oldestAtMost,
        int workers, @Nullable String workersTrouble, long deadEvents) {

    /**
     * What waits; approximate, as SQS counts.
     *
     * @param waiting messages that nobody works on
     * @param underWay messages that workers hold
     * @param dead messages in the dead-letter queue; null if there is none
     */
    public record Depth(long waiting, long underWay, @Nullable Long dead) {

        public boolean empty() {
            return waiting == 0 && underWay == 0;
        }
    }
}
