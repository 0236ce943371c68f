package dev.headrace.admin.projection;

import dev.headrace.admin.contract.EdgeDescription;
import dev.headrace.admin.contract.EdgeModel;
import dev.headrace.admin.projection.Epochs.Epoch;
import dev.headrace.admin.schema.Model;
import dev.headrace.admin.schema.ModelChanged;
import dev.headrace.admin.schema.Types;
import dev.headrace.model.DescriptionWrite;
import dev.headrace.model.PublishedModel;
import io.lettuce.core.RedisException;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Keeps the model in Redis, and the description of the edge's API under it, in sync with the database. */
@Component
class ModelWriter {

    private static final Logger log = LoggerFactory.getLogger(ModelWriter.class);

    private final Types types;
    private final EdgeModel edgeModel;
    private final EdgeDescription description;
    private final EdgeWriter writer;
    private final Epochs epochs;
    private final Executor executor;
    private long written = -1;

    ModelWriter(Types types, EdgeModel edgeModel, EdgeDescription description, EdgeWriter writer, Epochs epochs,
            @Qualifier("applicationTaskExecutor") Executor executor) {
        this.types = types;
        this.edgeModel = edgeModel;
        this.description = description;
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

    /** Writes the model again. */
    synchronized void rewrite() {
        written = -1;
        write();
    }

    /** Writes the model unless this core has already written it. */
    synchronized void write() {
        Epoch epoch = epochs.known();
        Model model = types.model();
        if (model.version() == written) {
            return;
        }
        PublishedModel published = edgeModel.of(model);
        if (writer.write(published)) {
            writer.write(new DescriptionWrite(description.frame(model, published)));
            written = model.version();
        } else if (types.version() == model.version() && epochs.invalidate(epoch)) {
            log.warn(
                    "Redis has a newer model than the database, which was restored from an older state: rewriting everything");
        }
    }

    /** Writes the model even over a higher version, which belongs to other contents. */
    synchronized void replace() {
        Model model = types.model();
        PublishedModel published = edgeModel.of(model);
        writer.replace(published);
        writer.replace(new DescriptionWrite(description.frame(model, published)));
    }
}
