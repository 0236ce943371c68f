package dev.headrace.admin.projection;

import static dev.headrace.admin.redis.RedisStore.await;
import static dev.headrace.admin.redis.RedisStore.bytes;

import dev.headrace.admin.database.Sql;
import dev.headrace.admin.redis.RedisStore;
import dev.headrace.model.RedisKeys;
import dev.headrace.model.Version;
import java.nio.charset.StandardCharsets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tells the edges that documents are missing from Redis although they are published, see {@link RedisKeys#REWRITING}. Set
 * and removed only by the core that may restore Redis.
 */
@Component
class RewriteMark {

    // Like in a rebuild: documents that keep failing do not hold up the others.
    private static final int FAILING_ATTEMPTS = 3;
    private static final String PENDING = Sql.load(RewriteMark.class, "rewrite_pending.sql");

    private final RedisStore store;
    private final Epochs epochs;
    private final JdbcClient jdbc;

    RewriteMark(RedisStore store, Epochs epochs, JdbcClient jdbc) {
        this.store = store;
        this.epochs = epochs;
        this.jdbc = jdbc;
    }

    /** Every document written so far may be lost. */
    void set() {
        await(store.commands().set(RedisKeys.REWRITING, bytes(Version.format(epochs.latestVersion()))));
    }

    /** Whether it is set, and everything that may have been lost is written again. */
    boolean isDone() {
        byte[] mark = await(store.commands().get(RedisKeys.REWRITING));
        return mark != null && !isPending(Version.parse(new String(mark, StandardCharsets.US_ASCII)));
    }

    private boolean isPending(long lost) {
        return jdbc.sql(PENDING).param("lost", lost).param("attempts", FAILING_ATTEMPTS).query(Boolean.class).single();
    }

    void remove() {
        var _ = await(store.commands().del(RedisKeys.REWRITING));
    }
}
