package dev.headrace.admin.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.headrace.admin.jobs.ExecuteJob.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Distributes due jobs over the cores with db-scheduler: leases, heartbeats and takeover of jobs from dead cores. */
@Component
class JobScheduler implements SmartLifecycle {

    // db-scheduler fetches up to three times as many candidates as it has threads.
    private static final int CANDIDATES_PER_THREAD = 3;
    // Jobs of an unknown kind, as during an upgrade, wait for a core that knows it.
    private static final Duration UNKNOWN_KINDS_WAIT = Duration.ofDays(365);

    private final DataSource database;
    private final Supplier<Stream<JobHandler<?>>> handlers;
    private final ExecuteJob executeJob;
    private final JobHealth health;
    private final JobSettings settings;
    private final SchedulerClient client;
    private volatile @Nullable Scheduler scheduler;

    @Autowired
    JobScheduler(DataSource database, ObjectProvider<JobHandler<?>> handlers, ExecuteJob executeJob, JobHealth health,
            JobSettings settings) {
        // A handler may itself need this bean, so handlers are looked up when the scheduler starts.
        this(database, handlers::stream, executeJob, health, settings);
    }

    JobScheduler(DataSource database, Supplier<Stream<JobHandler<?>>> handlers, ExecuteJob executeJob, JobHealth health,
            JobSettings settings) {
        this.database = new TransactionAwareDataSourceProxy(database);
        this.handlers = handlers;
        this.executeJob = executeJob;
        this.health = health;
        this.settings = settings;
        this.client = SchedulerClient.Builder.create(this.database).jdbcCustomization(postgres()).enablePriority()
                .build();
    }

    /** The known kinds of jobs, sorted. */
    List<String> kinds() {
        return handlers.get().<String>map(JobHandler::kind).sorted().toList();
    }

    /** The kinds of jobs that must finish. */
    List<String> mustFinish() {
        return handlers.get().filter(JobHandler::mustFinish).<String>map(JobHandler::kind).toList();
    }

    /**
     * Schedules a job in the caller's transaction.
     *
     * @return false if it was already scheduled
     */
    boolean schedule(UUID id, String kind, Priority priority, Instant due) {
        TaskInstance<Void> entry = TaskDescriptor.of(kind).instance(id.toString()).priority(priority.rank()).build();
        boolean added = client.scheduleIfNotExists(entry, due);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                poll();
            }
        });
        return added;
    }

    private void poll() {
        Scheduler running = scheduler;
        if (running != null) {
            running.triggerCheckForDueExecutions();
        }
    }

    @Override
    public void start() {
        List<JobHandler<?>> known = handlers.get().toList();
        rejectDuplicates(known);
        List<Task<?>> tasks = known.stream().<Task<?>>map(this::task).toList();
        Scheduler created = Scheduler.create(database, tasks).jdbcCustomization(postgres()).enablePriority()
                .schedulerName(new SchedulerName.Fixed("core-" + UUID.randomUUID())).threads(settings.concurrency())
                .executorService(executor(settings.concurrency())).pollingInterval(settings.pollInterval())
                .heartbeatInterval(settings.heartbeatInterval()).missedHeartbeatsLimit(settings.missedHeartbeats())
                .deleteUnresolvedAfter(UNKNOWN_KINDS_WAIT).shutdownMaxWait(settings.shutdownWait())
                .addSchedulerListener(health).build();
        created.start();
        scheduler = created;
    }

    private static void rejectDuplicates(List<JobHandler<?>> handlers) {
        Set<String> kinds = new HashSet<>();
        handlers.stream().map(JobHandler::kind).filter(kind -> !kinds.add(kind)).findFirst().ifPresent(kind -> {
            throw new IllegalStateException("There are two handlers for jobs of kind '" + kind + "'.");
        });
    }

    /** Each poll makes the candidates of earlier ones stale, so the oldest are dropped first. */
    private static ThreadPoolExecutor executor(int threads) {
        return new ThreadPoolExecutor(threads, threads, 0, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(threads * CANDIDATES_PER_THREAD),
                Thread.ofPlatform().name("job-", 0).factory(), new ThreadPoolExecutor.DiscardOldestPolicy());
    }

    private static PostgreSqlJdbcCustomization postgres() {
        return new PostgreSqlJdbcCustomization(false, true);
    }

    private Task<Void> task(JobHandler<?> handler) {
        return Tasks.custom(TaskDescriptor.of(handler.kind()))
                .onFailure(new FailureHandler.OnFailureRetryLater<>(settings.retryDelay())).onDeadExecutionRevive()
                .execute((entry, context) -> completion(executeJob.execute(UUID.fromString(entry.getId()), handler,
                        settings, () -> isStopping(context))));
    }

    private static CompletionHandler<Void> completion(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Ended _ -> (_, entry) -> entry.stop();
            case Outcome.Again(Instant due) -> (completed, entry) -> entry.reschedule(completed, due);
            case Outcome.Lost _ -> (_, _) -> {
                // the entry belongs to the core that took over
            };
        };
    }

    private static boolean isStopping(ExecutionContext context) {
        return context.getSchedulerState().isShuttingDown();
    }

    @Override
    public void stop() {
        Scheduler running = scheduler;
        scheduler = null;
        if (running != null) {
            running.stop();
        }
    }

    @Override
    public boolean isRunning() {
        return scheduler != null;
    }
}
