package dev.headrace.admin.interactions;

import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;

/** Reports the health of the queue and its workers, without the database. */
@Component
public class InspectQueue {

    private final QueueSettings settings;
    private final InteractionQueue queue;
    private final Workers workers;
    private final VerifyMessage verifyMessage;
    private final Clock clock;

    InspectQueue(QueueSettings settings, InteractionQueue queue, Workers workers, VerifyMessage verifyMessage,
            Clock clock) {
        this.settings = settings;
        this.queue = queue;
        this.workers = workers;
        this.verifyMessage = verifyMessage;
        this.clock = clock;
    }

    public QueueHealth now() {
        try {
            return health(queue.depth(), null);
        } catch (SdkException e) {
            return health(null, String.valueOf(e.getMessage()));
        }
    }

    private QueueHealth health(QueueHealth.@Nullable Depth depth, @Nullable String queueError) {
        Workers.Status status = workers.status();
        Duration oldest = depth != null && depth.empty()
                ? Duration.ZERO
                : Duration.between(status.emptyAt(), clock.instant());
        return new QueueHealth(settings.name(), depth, queueError, oldest, status.running(),
                settings.workers(), status.error(), verifyMessage.recentRefusal());
    }
}
