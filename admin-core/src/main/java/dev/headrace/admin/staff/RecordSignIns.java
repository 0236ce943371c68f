package dev.headrace.admin.staff;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.CurrentActors;
import dev.headrace.admin.activity.Action;
import dev.headrace.admin.activity.ActivityLog;
import dev.headrace.admin.activity.Subject;
import dev.headrace.admin.web.RequestId;
import jakarta.annotation.PreDestroy;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.AuthenticationFailureBadCredentialsEvent;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Records sign-ins, and attempts with a wrong password, as activities. Attempts for addresses without an account are not
 * recorded: people mistype passwords into that field, and nobody may fill the log with them.
 */
@Component
class RecordSignIns {

    private static final Logger log = LoggerFactory.getLogger(RecordSignIns.class);
    private static final int MAX_WAITING = 1_000;
    private static final int WAIT_SECONDS = 5;

    private final People people;
    private final CurrentActors actors;
    private final ActivityLog activity;
    private final TransactionTemplate transaction;
    // In the background, so that the time of the response does not tell whether an account exists.
    private final ThreadPoolExecutor failures = new ThreadPoolExecutor(1, 1, WAIT_SECONDS, TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_WAITING), Thread.ofPlatform().name("failed-sign-ins").daemon().factory());

    RecordSignIns(People people, CurrentActors actors, ActivityLog activity, TransactionTemplate transaction) {
        this.people = people;
        this.actors = actors;
        this.activity = activity;
        this.transaction = transaction;
        this.failures.allowCoreThreadTimeOut(true);
    }

    @EventListener
    void on(AuthenticationSuccessEvent success) {
        if (success.getAuthentication().getPrincipal() instanceof SignedInPerson person) {
            actors.find(Actor.Kind.staff, person.id())
                    .ifPresent(
                            actor -> record(actor, StaffActions.SIGN_IN, StaffActions.PERSON.of(person.id()),
                                    details(success.getAuthentication())));
        }
    }

    @EventListener
    void on(AuthenticationFailureBadCredentialsEvent failure) {
        Authentication attempt = failure.getAuthentication();
        String email = Person.emailOf(attempt.getName());
        ObjectNode details = details(attempt);
        String request = RequestId.current();
        try {
            failures.execute(() -> recordFailure(email, details, request));
        } catch (RejectedExecutionException e) {
            log.warn("Too many failed sign-ins at once; one is not recorded");
        }
    }

    private void recordFailure(String email, ObjectNode details, @Nullable String request) {
        try (RequestId.Scope _ = RequestId.use(request)) {
            people.findByEmail(email).ifPresent(person -> record(Actor.system(), StaffActions.FAIL_SIGN_IN,
                    StaffActions.PERSON.of(person.id(), person.email()), details.put("email", person.email())));
        } catch (RuntimeException e) {
            log.warn("Cannot record a failed sign-in: {}", e.toString());
        }
    }

    private void record(Actor actor, Action action, Subject person, ObjectNode details) {
        transaction.executeWithoutResult(
                _ -> activity.record(actor, action, person, null, details));
    }

    private static ObjectNode details(Authentication attempt) {
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        return attempt.getDetails() instanceof WebAuthenticationDetails web
                ? details.put("host", web.getRemoteAddress())
                : details;
    }

    @PreDestroy
    void stop() throws InterruptedException {
        failures.shutdown();
        if (!failures.awaitTermination(WAIT_SECONDS, TimeUnit.SECONDS)) {
            log.warn("Stopped before all failed sign-ins were recorded");
        }
    }
}
