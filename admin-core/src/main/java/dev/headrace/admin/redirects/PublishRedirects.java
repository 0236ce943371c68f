package dev.headrace.admin.redirects;

import static dev.headrace.admin.redis.RedisStore.await;

import dev.headrace.admin.redis.EdgeRewriteRequested;
import dev.headrace.admin.redis.RedisStore;
import dev.headrace.model.Frame;
import dev.headrace.model.RedirectsWrite;
import dev.headrace.model.RedisKeys;
import io.lettuce.core.ScriptOutputType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps the table in Redis as it is in the database. {@link RedirectsLoop} checks it after each change, and regularly, in
 * case Redis lost it, or one of the two was restored from an older state.
 */
@Component
class PublishRedirects {

    private static final Logger log = LoggerFactory.getLogger(PublishRedirects.class);

    private final StoredRedirects redirects;
    private final RedisStore store;
    private final TransactionTemplate snapshot;

    PublishRedirects(StoredRedirects redirects, RedisStore store, PlatformTransactionManager transactions) {
        this.redirects = redirects;
        this.store = store;
        this.snapshot = new TransactionTemplate(transactions);
        this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.snapshot.setReadOnly(true);
        this.snapshot.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Before edges are told that Redis has everything: without a table, there are no redirects. */
    @EventListener
    void restore(EdgeRewriteRequested request) {
        check();
    }

    /** Writes the table if Redis has another version. */
    void check() {
        // Redis first, so that the database has every version that Redis can legitimately have.
        long present = present();
        long wanted = redirects.version();
        if (present > wanted) {
            redirects.raise(present);
        }
        if (present != wanted) {
            write();
        }
    }

    private long present() {
        byte[] stamp = await(store.commands().getrange(RedisKeys.REDIRECTS, 0, Frame.Stamp.LENGTH - 1L));
        try {
            return stamp.length == 0 ? 0 : Frame.Stamp.parse(stamp).version();
        } catch (Frame.MalformedFrameException e) {
            log.debug("The redirects in Redis are unreadable", e);
            return 0;
        }
    }

    private void write() {
        RedirectsWrite write = snapshot.execute(_ -> new RedirectsWrite(redirects.version(),
                new RedirectTable(redirects.all()).published()));
        if (write != null) {
            Long written = await(store.run(write.call(), ScriptOutputType.INTEGER));
            log.debug("Wrote {} redirects: {}", write.redirects().items().size(), written);
        }
    }
}
