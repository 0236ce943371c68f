package dev.headrace.admin.schema;

import dev.headrace.admin.jobs.JobHandler;
import dev.headrace.admin.jobs.JobRun;
import dev.headrace.admin.schema.AdaptValues.Batch;
import dev.headrace.admin.schema.ModelWork.TypeWork;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Adapts the values of many entries after a model change, one transaction per batch. */
@Component
class AdaptValuesJob implements JobHandler<AdaptValuesJob.Payload> {

    static final String KIND = "model-change";

    private final Types types;
    private final AdaptValues adaptValues;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final JsonMapper json;

    AdaptValuesJob(Types types, AdaptValues adaptValues, TransactionTemplate transaction,
            ApplicationEventPublisher events, JsonMapper json) {
        this.types = types;
        this.adaptValues = adaptValues;
        this.transaction = transaction;
        this.events = events;
        this.json = json;
    }

    /**
     * What the job has to do.
     *
     * @param entries the number of affected entries when the job was started; an entry of a deleted type that also has
     *     a removed locale counts twice, but is processed once
     */
    record Payload(ModelWork work, long entries) {}

    /**
     * The job's checkpoint.
     *
     * @param type the number of completed items: adapted types first, then deleted types, then locales
     * @param after the last completed entry of the current item
     */
    record Position(int type, @Nullable UUID after) {

        Position next(Batch batch) {
            return batch.last().isPresent() ? new Position(type, batch.last().get()) : new Position(type + 1, null);
        }

        UUID last() {
            return after == null ? AdaptValues.FIRST : after;
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<Payload> payload() {
        return Payload.class;
    }

    /** Stopping halfway would leave values that match neither the old model nor the new one. */
    @Override
    public boolean mustFinish() {
        return true;
    }

    @Override
    public void run(Payload payload, JobRun run) {
        ModelWork work = payload.work();
        run.total(payload.entries());
        Position position = run.checkpoint().map(stored -> json.treeToValue(stored, Position.class))
                .orElse(new Position(0, null));
        while (position.type < work.adapted().size() + work.deleted().size() + work.locales().size()) {
            run.checkCancelled();
            position = step(work, position, run);
        }
        run.totalIsDone();
    }

    private Position step(ModelWork work, Position position, JobRun run) {
        int types = work.adapted().size() + work.deleted().size();
        if (position.type >= types) {
            String locale = work.locales().get(position.type - types);
            return inTransaction(position, run, model -> adaptValues.deleteNextIn(model, locale, position.last()));
        }
        if (position.type >= work.adapted().size()) {
            String deleted = work.deleted().get(position.type - work.adapted().size());
            return inTransaction(position, run, _ -> adaptValues.deleteNext(deleted, position.last()));
        }
        TypeWork adapted = work.adapted().get(position.type);
        return inTransaction(position, run, model -> {
            Batch batch = adaptValues.adaptNext(model, adapted, position.last());
            if (batch.last().isEmpty() && adapted.changesDocuments()) {
                rerender(adapted, model);
            }
            return batch;
        });
    }

    private Position inTransaction(Position position, JobRun run, Function<Model, Batch> step) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            Batch batch = step.apply(types.lockShared());
            Position next = position.next(batch);
            run.advance(batch.entries());
            run.checkpoint(json.valueToTree(next));
            return next;
        }));
    }

    private void rerender(TypeWork work, Model model) {
        model.byId(work.typeId())
                .ifPresent(present -> events.publishEvent(new ValuesAdapted(present.name())));
    }
}
