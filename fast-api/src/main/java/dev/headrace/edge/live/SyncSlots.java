package dev.headrace.edge.live;

import dev.headrace.edge.http.Problem;
import dev.headrace.edge.http.ProblemException;
import java.util.HashMap;
import java.util.Map;

/** Limits how many synchronizations run at once; half of them for one client. */
final class SyncSlots {

    private static final long RETRY_SECONDS = 5;

    private final int max;
    private final int maxPerClient;
    private final Map<String, Integer> running = new HashMap<>();
    private int total;

    SyncSlots(int max) {
        this.max = max;
        this.maxPerClient = Math.max(1, max / 2);
    }

    /** @throws ProblemException 429 or 503 if too many are running */
    synchronized void take(String client) {
        if (running.getOrDefault(client, 0) >= maxPerClient) {
            throw new ProblemException(Problem.retryLater(429,
                    "Too many synchronizations are running for this client.", RETRY_SECONDS));
        }
        if (total >= max) {
            throw new ProblemException(
                    Problem.retryLater(503, "Too many synchronizations are running.", RETRY_SECONDS));
        }
        total++;
        running.merge(client, 1, Integer::sum);
    }

    synchronized void release(String client) {
        total--;
        running.computeIfPresent(client, (_, count) -> count == 1 ? null : count - 1);
    }

    synchronized int running() {
        return total;
    }
}
