package dev.headrace.admin.content;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.jobs.JobHandler;
import dev.headrace.admin.jobs.JobRequest;
import dev.headrace.admin.jobs.JobRun;
import dev.headrace.admin.jobs.Jobs;
import dev.headrace.admin.jobs.Priority;
import dev.headrace.admin.web.RefusedException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Renews the keys by which titles are sorted if those in the database are of another version, that is after an upgrade.
 * Until the job has ended, lists are not sorted correctly by title.
 */
@Component
class SortTitlesJob implements JobHandler<SortTitlesJob.Payload>, ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(SortTitlesJob.class);

    private final TitleKeys keys;
    private final Jobs jobs;
    private final TransactionTemplate transaction;
    private final JsonMapper json;

    SortTitlesJob(TitleKeys keys, Jobs jobs, TransactionTemplate transaction, JsonMapper json) {
        this.keys = keys;
        this.jobs = jobs;
        this.transaction = transaction;
        this.json = json;
    }

    /** Empty: the job covers all entries. */
    record Payload() {}

    @Override
    public void run(ApplicationArguments arguments) {
        if (keys.areCurrent()) {
            return;
        }
        if (keys.areEmpty()) {
            keys.markCurrent();
            return;
        }
        try {
            jobs.start(JobRequest.of(kind(), new Payload(), Actor.system()).priority(Priority.low).onlyOne());
        } catch (RefusedException e) {
            log.debug("Titles are being sorted already");
        }
    }

    @Override
    public String kind() {
        return "sort-titles";
    }

    @Override
    public Class<Payload> payload() {
        return Payload.class;
    }

    /** A cancelled job would start again with the next core. */
    @Override
    public boolean mustFinish() {
        return true;
    }

    @Override
    public void run(Payload payload, JobRun run) {
        run.total(keys.countEntries());
        UUID last = run.checkpoint().map(stored -> json.treeToValue(stored, UUID.class)).orElse(TitleKeys.FIRST);
        List<UUID> batch = next(last, run);
        while (!batch.isEmpty()) {
            run.checkCancelled();
            batch = next(batch.getLast(), run);
        }
        keys.markCurrent();
        run.totalIsDone();
    }

    private List<UUID> next(UUID last, JobRun run) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            List<UUID> batch = keys.renewNext(last);
            if (!batch.isEmpty()) {
                run.advance(batch.size());
                run.checkpoint(json.valueToTree(batch.getLast()));
            }
            return batch;
        }));
    }
}
