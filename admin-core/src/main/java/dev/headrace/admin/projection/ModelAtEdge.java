package dev.headrace.admin.projection;

import dev.headrace.admin.projection.Epochs.Epoch;
import dev.headrace.admin.schema.Model;
import dev.headrace.admin.schema.ModelChanged;
import dev.headrace.admin.schema.Types;
import io.lettuce.core.RedisException;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Keeps the model in Redis in step with the database. */
@Component
class ModelAtEdge {

    private static final Logger log = LoggerFactory.getLogger(ModelAtEdge.class);

    private final Types types;
    private final EdgeModel edgeModel;
    private final EdgeWriter writer;
    private final Epochs epochs;
    private final Executor executor;
    private long written = -1;

    ModelAtEdge(Types types, EdgeModel edgeModel, EdgeWriter writer, Epochs epochs,
            @Qualifier("applicationTaskExecutor") Executor executor) {
        this.types = types;
        this.edgeModel = edgeModel;
        this.writer = writer;
        this.epochs = epochs;
        this.executor = executor;
    }

    /** Whoever changed the model does not wait for Redis. */
    @TransactionalEventListener
    void on(ModelChanged change) {
        executor.execute(this::tryToWrite);
    }

    private void tryToWrite() {
        try {
            write();
        } catch (RedisException | DataAccessException e) {
            log.debug("The next check of the contents of Redis writes the model", e);
        }
    }

    /** Writes the model if this core has not done so. */
    synchronized void write() {
        Epoch epoch = epochs.known();
        Model model = types.model();
        if (model.version() == written) {
            return;
        }
        if (writer.write(edgeModel.of(model))) {
            written = model.version();
        } else if (types.version() == model.version() && epochs.forget(epoch)) {
            log.warn("Redis has a later model than the database, which is an older one: everything is written again");
        }
    }

    /** Writes the model, also in place of one that has a higher version because it is of other contents. */
    synchronized void replace() {
        writer.replace(edgeModel.of(types.model()));
    }
}
