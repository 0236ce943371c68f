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

/** Keeps the model in Redis in sync with the database. */
@Component
class ModelWriter {

    private static final Logger log = LoggerFactory.getLogger(ModelWriter.class);

    private final Types types;
    private final EdgeModel edgeModel;
    private final EdgeWriter writer;
    private final Epochs epochs;
    private final Executor executor;
    private long written = -1;

    ModelWriter(Types types, EdgeModel edgeModel, EdgeWriter writer, Epochs epochs,
            @Qualifier("applicationTaskExecutor") Executor executor) {
        this.types = types;
        this.edgeModel = edgeModel;
        this.writer = writer;
        this.epochs = epochs;
        this.executor = executor;
    }

    /** Asynchronously, so that model changes do not wait for Redis. */
    @TransactionalEventListener
    void on(ModelChanged change) {
        executor.execute(this::tryToWrite);
    }

    private void tryToWrite() {
        try {
            write();
        } catch (RedisException | DataAccessException e) {
            log.debug("The next check of Redis will write the model", e);
        }
    }

    /** Writes the model unless this core has already written it. */
    synchronized void write() {
        Epoch epoch = epochs.known();
        Model model = types.model();
        if (model.version() == written) {
            return;
        }
        if (writer.write(edgeModel.of(model))) {
            written = model.version();
        } else if (types.version() == model.version() && epochs.invalidate(epoch)) {
            log.warn(
                    "Redis has a newer model than the database, which was restored from an older state: rewriting everything");
        }
    }

    /** Writes the model even over a higher version, which belongs to other contents. */
    synchronized void replace() {
        writer.replace(edgeModel.of(types.model()));
    }
}
