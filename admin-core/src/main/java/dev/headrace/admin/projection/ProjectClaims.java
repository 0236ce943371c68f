package dev.headrace.admin.projection;

import dev.headrace.admin.projection.Claims.Claim;
import dev.headrace.admin.publishing.Priority;
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
 * Claims documents and projects them in portions. A document that cannot be projected is tried again alone and later, so
 * that it delays no other, and one that is too large is public no longer; if Redis or the database is unavailable, everything is given back.
 */
@Component
class ProjectClaims {

    static final int BATCH = 100;

    private static final Logger log = LoggerFactory.getLogger(ProjectClaims.class);
    private static final Duration MAX_BACKGROUND_TURN = Duration.ofMillis(250);
    // What Redis answers to any write, whatever is written.
    private static final Pattern REFUSES_ALL = Pattern.compile("\\b(OOM|READONLY|LOADING|MISCONF|NOREPLICAS|MASTERDOWN"
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
     * Projects a batch of documents of a priority or a more urgent one. What is not urgent is given back after a while, so
     * that what becomes urgent meanwhile is claimed next.
     *
     * @return whether there was anything to do
     */
    boolean projectSome(Priority priority) {
        List<Claim> claimed = claims.claim(priority, BATCH);
        Set<Claim> open = new HashSet<>(claimed);
        long start = System.nanoTime();
        try {
            for (List<Claim> portion : renderDocuments.portions(claimed)) {
                project(portion, open);
                if (priority != Priority.STAFF && System.nanoTime() - start > MAX_BACKGROUND_TURN.toNanos()) {
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
            log.debug("The leases end by themselves", e);
        }
    }

    /** @param open what is neither done nor to be tried again later */
    private void project(List<Claim> portion, Set<Claim> open) {
        try {
            projectBatch.project(portion);
            portion.forEach(open::remove);
        } catch (RuntimeException | Error e) {
            if (isUnavailable(e)) {
                throw e;
            }
            if (portion.size() > 1) {
                // One of them is bad, or all are too much at once; alone it delays no other.
                portion.forEach(claim -> project(List.of(claim), open));
                return;
            }
            Claim bad = portion.getFirst();
            log.error("Cannot project the document {}", bad.key(), e);
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

    /** Whether no document is to blame. A timeout may be caused by a document that is too large. */
    private static boolean isUnavailable(Throwable e) {
        return switch (e) {
            case RedisCommandTimeoutException _ -> false;
            case RedisCommandExecutionException refusal ->
                REFUSES_ALL.matcher(String.valueOf(refusal.getMessage())).find();
            case TransactionException _ -> true;
            default -> e instanceof RedisException;
        };
    }
}
