package dev.headrace.admin.redirects;

import dev.headrace.admin.background.BackgroundLoop;
import dev.headrace.admin.background.LifecycleLoop;
import dev.headrace.admin.redis.RedisStore;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Publishes the redirects after each change, and checks every second whether Redis has them. */
@Component
class RedirectsLoop extends LifecycleLoop {

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    RedirectsLoop(PublishRedirects publish) {
        super(() -> new BackgroundLoop("redirects", INTERVAL, () -> {
            publish.check();
            return false;
        }, RedisStore::isUnavailable));
    }

    @TransactionalEventListener
    void on(RedirectsChanged change) {
        wake();
    }
}
