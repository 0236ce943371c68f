package dev.headrace.admin.interactions;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Health of the queue between the edge and the core, and of the workers that read it.
 *
 * @param name the queue's name
 * @param depth null if the queue is unavailable
 * @param queueError why the queue is unavailable; null if it is available
 * @param oldestAtMost upper bound of the oldest message's age: time since the queue was last seen empty
 * @param workers number of workers that are running
 * @param configuredWorkers number of workers that should be running
 * @param workersError why the workers are paused; null if they are not
 * @param refused why messages of the last minutes were refused, because edges and cores have different keys or somebody
 *     else sent them; null if none was
 */
public record QueueHealth(String name, @Nullable Depth depth, @Nullable String queueError, Duration oldestAtMost,
        int workers, int configuredWorkers, @Nullable String workersError, @Nullable String refused) {

    /**
     * Approximate message counts.
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
