package dev.headrace.admin.projection;

import dev.headrace.admin.database.DatabaseFailure;
import dev.headrace.admin.projection.Claims.Claim;
import dev.headrace.admin.publishing.RenderPriority;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Claims documents and projects them in portions. A document that fails is retried alone and later, so that it does not
 * delay others; a document that is too large is taken down. If Redis or the database is unavailable, all claims are
 * released.
 */
@Component
class ProjectClaims {

    static final int BATCH = 100;

    private static final Logger log = LoggerFactory.getLogger(ProjectClaims.class);
    private static final Duration MAX_BACKGROUND_TURN = Duration.ofMillis(250);
    // Redis errors that affect every write.
    private static final Pattern UNAVAILABLE = Pattern.compile("\\b(OOM|READONLY|LOADING|MISCONF|NOREPLICAS|MASTERDOWN"
            + "|CLUSTERDOWN|TRYAGAIN|BUSY|NOAUTH|NOPERM)\\b");

    private final Claims claims;
    private final RenderDocuments renderDocuments;
    private final ProjectBatch projectBatch;

    ProjectClaims(Claims claims, RenderDocuments renderDocuments, ProjectBatch projectBatch) {
        this.claims = claims;
        this.renderDocuments = renderDocuments;
        this.projectBatch = projectBatch;
    }

    /**
     * Projects a batch of documents with the given priority or a more urgent one. Background claims are released after a
     * while, so that documents that have become urgent are claimed next.
     *
     * @return whether there was anything to do
     */
    boolean projectSome(RenderPriority priority) {
        List<Claim> claimed = claims.claim(priority, BATCH);
        Set<Claim> open = new HashSet<>(claimed);
        long start = System.nanoTime();
        try {
            for (List<Claim> portion : renderDocuments.portions(claimed)) {
                project(portion, open);
                if (priority != RenderPriority.URGENT && System.nanoTime() - start > MAX_BACKGROUND_TURN.toNanos()) {
                    break;
                }
            }
        } catch (RuntimeException | Error e) {
            release(open, e.toString());
            throw e;
        }
        claims.release(open.stream().map(Claim::key).toList(), null);
        return !claimed.isEmpty();
    }

    private void release(Set<Claim> open, String error) {
        try {
            claims.release(open.stream().map(Claim::key).toList(), error);
        } catch (DataAccessException | TransactionException e) {
            log.debug("The leases will expire", e);
        }
    }

    /** @param open claims that are neither completed nor scheduled for a retry */
    private void project(List<Claim> portion, Set<Claim> open) {
        try {
            projectBatch.project(portion);
            portion.forEach(open::remove);
        } catch (RuntimeException | Error e) {
            if (isUnavailable(e)) {
                throw e;
            }
            if (portion.size() > 1) {
                // One document is bad or the batch is too large; retried alone, it does not delay the others.
                portion.forEach(claim -> project(List.of(claim), open));
                return;
            }
            Claim bad = portion.getFirst();
            log.error("Cannot project document {}", bad.key(), e);
            if (e instanceof TooLargeException) {
                projectBatch.takeDown(bad);
            }
            claims.failed(bad.key(), e.toString());
            open.remove(bad);
            if (e instanceof RedisCommandTimeoutException) {
                throw e;
            }
        }
    }

    /**
     * Whether all documents would fail. A timeout may be caused by a document that is too large; a document that waited too
     * long for the database is retried alone.
     */
    private static boolean isUnavailable(Throwable e) {
        return switch (e) {
            case RedisCommandTimeoutException _ -> false;
            case RedisCommandExecutionException refusal ->
                UNAVAILABLE.matcher(String.valueOf(refusal.getMessage())).find();
            case RedisException _ -> true;
            default -> DatabaseFailure.of(e) == DatabaseFailure.UNAVAILABLE;
        };
    }
}
