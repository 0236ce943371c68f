package dev.headrace.admin.importing;

import dev.headrace.admin.importing.ImportFile.Request;
import dev.headrace.admin.importing.ImportFiles.Import;
import dev.headrace.admin.importing.ImportFiles.Numbered;
import dev.headrace.admin.jobs.JobHandler;
import dev.headrace.admin.jobs.JobRun;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.web.ConflictException;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.NotFoundException;
import dev.headrace.admin.web.RefusedException;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.IntNode;

/**
 * Imports uploaded files, each in a transaction that also records its outcome and the checkpoint: the number of the
 * last file. An invalid file is reported, and the job continues.
 */
@Component
class RunImport implements JobHandler<RunImport.Payload> {

    static final String KIND = "import";

    private static final Logger LOG = LoggerFactory.getLogger(RunImport.class);
    private static final int MAX_ATTEMPTS = 3;

    private final Types types;
    private final ImportFiles files;
    private final ImportFile importFile;
    private final TransactionTemplate transaction;
    private final JsonMapper json;

    RunImport(Types types, ImportFiles files, ImportFile importFile, TransactionTemplate transaction,
            JsonMapper json) {
        this.types = types;
        this.files = files;
        this.importFile = importFile;
        this.transaction = transaction;
        this.json = json;
    }

    /** Identifies the import. */
    record Payload(UUID id) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<Payload> payload() {
        return Payload.class;
    }

    @Override
    public void run(Payload payload, JobRun run) {
        UUID id = payload.id();
        Import wanted = files.get(id);
        run.total(wanted.files());
        Optional<Numbered> next = files.next(id, run.checkpoint().map(JsonNode::intValue).orElse(-1));
        while (next.isPresent()) {
            run.checkCancelled();
            importOne(id, next.get(), wanted, run);
            next = files.next(id, next.get().number());
        }
        run.result(json.valueToTree(files.counts(id)));
        files.clear(id);
    }

    private void importOne(UUID id, Numbered file, Import wanted, JobRun run) {
        Optional<FileOutcome> failure = tryImport(id, file, wanted, run);
        // Another import or a person may have changed the same entries concurrently.
        for (int attempt = 2; failure.isPresent() && attempt <= MAX_ATTEMPTS; attempt++) {
            failure = tryImport(id, file, wanted, run);
        }
        failure.ifPresent(outcome -> transaction.executeWithoutResult(_ -> {
            run.fail(file.file().path(), outcome.error());
            record(id, file, outcome, run);
        }));
    }

    /** The failure, if the file was not imported. */
    private Optional<FileOutcome> tryImport(UUID id, Numbered file, Import wanted, JobRun run) {
        Request request = request(id, wanted, run);
        try {
            if (request.dryRun()) {
                FileOutcome outcome = imported(file, request);
                transaction.executeWithoutResult(_ -> record(id, file, outcome, run));
            } else {
                transaction.executeWithoutResult(_ -> record(id, file, imported(file, request), run));
            }
            return Optional.empty();
        } catch (FileFailedException e) {
            return Optional.of(e.outcome);
        }
    }

    /** @throws FileFailedException if the file is at fault; other exceptions fail the job */
    private FileOutcome imported(Numbered file, Request request) {
        try {
            return importFile.importFile(file.file(), request);
        } catch (InvalidInputException e) {
            throw new FileFailedException(FileOutcome.failed(e));
        } catch (RefusedException | ConflictException | NotFoundException e) {
            throw new FileFailedException(FileOutcome.failed(String.valueOf(e.getMessage())));
        } catch (DataIntegrityViolationException | PessimisticLockingFailureException e) {
            throw new FileFailedException(FileOutcome.failed("was changed concurrently by someone else"));
        } catch (DataAccessException | TransactionException | AccessDeniedException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("Import of '{}' failed", file.file().path(), e);
            throw new FileFailedException(FileOutcome.failed("an internal error occurred; details are in the log"));
        }
    }

    /** Rolls back the import of one file. */
    private static final class FileFailedException extends RuntimeException {

        private final transient FileOutcome outcome;

        FileFailedException(FileOutcome outcome) {
            super(outcome.error());
            this.outcome = outcome;
        }
    }

    /** Reads the current type: the model may change during an import. */
    private Request request(UUID id, Import wanted, JobRun run) {
        return new Request(id, types.get(wanted.type()), wanted.source(), wanted.publish(), wanted.dryRun(),
                run.actor());
    }

    private void record(UUID id, Numbered file, FileOutcome outcome, JobRun run) {
        files.record(id, file.number(), outcome);
        run.advance(1);
        run.checkpoint(IntNode.valueOf(file.number()));
    }
}
