package dev.headrace.admin.releases;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Permission;
import dev.headrace.admin.access.Role;
import dev.headrace.admin.activity.ActivityLog;
import dev.headrace.admin.database.DatabaseFailure;
import dev.headrace.admin.publishing.Staging;
import dev.headrace.admin.publishing.StagingInProgressException;
import dev.headrace.admin.web.ConflictException;
import dev.headrace.admin.web.EntityTags;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.NotFoundException;
import dev.headrace.admin.web.RefusedException;
import dev.headrace.admin.web.RequestId;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Publishes releases that are due: once, on one of the cores, even if the person who scheduled it has left. One that fails
 * is open again, with the reason.
 */
@Component
class RunReleases {

    private static final Logger log = LoggerFactory.getLogger(RunReleases.class);

    private final Releases releases;
    private final PublishRelease publish;
    private final Staging staging;
    private final CacheTimes cacheTimes;
    private final ActivityLog activity;
    private final TransactionTemplate transaction;
    private final Clock clock;

    RunReleases(Releases releases, PublishRelease publish, Staging staging, CacheTimes cacheTimes,
            ActivityLog activity,
            TransactionTemplate transaction, Clock clock) {
        this.releases = releases;
        this.publish = publish;
        this.staging = staging;
        this.cacheTimes = cacheTimes;
        this.activity = activity;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Publishes the release that has been due for longest, and returns whether there was one; waits for one that goes live. */
    boolean runNext() {
        if (staging.current().isPresent()) {
            return false;
        }
        Optional<Release> due = releases.due(clock.instant(), Limit.of(1)).stream().findFirst();
        due.ifPresent(this::run);
        return due.isPresent();
    }

    private void run(Release due) {
        try (RequestId.Scope _ = RequestId.use(due.requestId())) {
            publish.publish(due.id(), EntityTags.parse("\"" + due.version() + "\""), actor(due));
        } catch (StagingInProgressException | ConflictException e) {
            log.debug("The release {} was published or changed meanwhile", due.id(), e);
        } catch (RuntimeException | Error e) {
            if (DatabaseFailure.of(e).isTransient()) {
                throw e;
            }
            if (isExpected(e)) {
                log.info("The scheduled release {} was not published: {}", due.id(), e.getMessage());
            } else {
                log.error("The scheduled release {} was not published", due.id(), e);
            }
            fail(due, reason(e));
        }
    }

    /** Why a release was not published or rolled back, for staff. */
    static String reason(Throwable failure) {
        return isExpected(failure)
                ? String.valueOf(failure.getMessage())
                : "Internal error; the log of the core has details.";
    }

    private static boolean isExpected(Throwable failure) {
        return failure instanceof InvalidInputException || failure instanceof RefusedException
                || failure instanceof NotFoundException;
    }

    private static Actor actor(Release release) {
        return new Actor(Actor.Kind.system, Actor.system().id(),
                release.requestedBy().orElse(Actor.system().name()), Role.administrator);
    }

    private void fail(Release due, String reason) {
        Actor actor = actor(due);
        actor.require(Permission.publishContent);
        transaction.executeWithoutResult(_ -> releases.lock(due.id())
                .filter(release -> release.version() == due.version()).ifPresent(release -> {
                    activity.record(actor, ReleaseActions.FAIL, release.subject(), null,
                            JsonNodeFactory.instance.objectNode().put("problem", reason));
                    release.failed(reason);
                    cacheTimes.changed(release.id(), actor);
                }));
    }
}
