package dev.headrace.admin.importing;

import dev.headrace.admin.importing.ImportFiles.Import;
import dev.headrace.admin.jobs.JobHandler;
import dev.headrace.admin.jobs.JobRun;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.web.ConflictException;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.NotFoundException;
import dev.headrace.admin.web.RefusedException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
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
    private final TryFile tryFile;
    private final TransactionTemplate transaction;
    private final JsonMapper json;

    RunImport(Types types, ImportFiles files, ImportFile importFile, TryFile tryFile,
            TransactionTemplate transaction, JsonMapper json) {
        this.types = types;
        this.files = files;
        this.importFile = importFile;
        this.tryFile = tryFile;
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
        Import requested = files.get(id);
        run.total(requested.files());
        if (requested.dryRun() && run.checkpoint().isEmpty()) {
            // The outcomes of an earlier run, which was interrupted.
            files.forgetOutcomes(id);
        }
        ImportRun all = new ImportRun(id, requested, files.counts(id), new DryRunState());
        Optional<NumberedFile> next = files.next(id, run.checkpoint().map(JsonNode::intValue).orElse(-1));
        while (next.isPresent()) {
            run.checkCancelled();
            importOne(next.get(), all, run);
            next = files.next(id, next.get().number());
        }
        run.result(json.valueToTree(files.counts(id)));
        transaction.executeWithoutResult(_ -> {
            // Fails if another core has taken over, which still needs the files.
            run.checkpoint(IntNode.valueOf(requested.files()));
            files.clear(id);
        });
    }

    /**
     * The files of one run.
     *
     * @param counts number of files by outcome so far
     */
    private record ImportRun(UUID id, Import requested, Map<String, Long> counts, DryRunState earlier) {}

    private void importOne(NumberedFile file, ImportRun all, JobRun run) {
        Optional<FileFailedException> failure = tryImport(file, all, run);
        for (int attempt = 2; failure.isPresent() && failure.get().retryable && attempt <= MAX_ATTEMPTS; attempt++) {
            failure = tryImport(file, all, run);
        }
        failure.map(failed -> failed.outcome).ifPresent(outcome -> transaction.executeWithoutResult(_ -> {
            run.fail(file.file().path(), outcome.error());
            record(file, outcome, all, run);
        }));
    }

    /** The failure, if the file was not imported. */
    private Optional<FileFailedException> tryImport(NumberedFile file, ImportRun all, JobRun run) {
        ImportRequest request = request(all, run);
        try {
            if (all.requested.dryRun()) {
                FileOutcome outcome = outcome(file, () -> tryFile.tryFile(file, request));
                transaction.executeWithoutResult(_ -> record(file, outcome, all, run));
            } else {
                transaction.executeWithoutResult(_ -> record(file,
                        outcome(file, () -> importFile.importFile(file, request).outcome()), all, run));
            }
            return Optional.empty();
        } catch (FileFailedException e) {
            return Optional.of(e);
        }
    }

    /** @throws FileFailedException if the file is at fault; other exceptions fail the job */
    private static FileOutcome outcome(NumberedFile file, Supplier<FileOutcome> imported) {
        try {
            return imported.get();
        } catch (InvalidInputException e) {
            throw new FileFailedException(FileOutcome.failed(e), true);
        } catch (RefusedException | ConflictException | NotFoundException e) {
            throw new FileFailedException(FileOutcome.failed(String.valueOf(e.getMessage())), true);
        } catch (DataIntegrityViolationException | PessimisticLockingFailureException e) {
            throw new FileFailedException(FileOutcome.failed("was changed concurrently by someone else"), true);
        } catch (DataAccessException | TransactionException | AccessDeniedException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("Import of '{}' failed", file.file().path(), e);
            throw new FileFailedException(FileOutcome.failed("an internal error occurred; details are in the log"),
                    false);
        }
    }

    /** Rolls back the import of one file. */
    private static final class FileFailedException extends RuntimeException {

        private final transient FileOutcome outcome;
        private final boolean retryable;

        /** @param retryable whether another attempt may succeed, because someone else may have changed the same entries */
        FileFailedException(FileOutcome outcome, boolean retryable) {
            super(outcome.error());
            this.outcome = outcome;
            this.retryable = retryable;
        }
    }

    /** Reads the current type: the model may change during an import. */
    private ImportRequest request(ImportRun all, JobRun run) {
        Import requested = all.requested;
        return new ImportRequest(all.id, types.get(requested.type()), requested.source(), requested.publish(),
                all.earlier, run.actor());
    }

    /** A dry run has no checkpoint before its end: only its own run knows what it would have created. */
    private void record(NumberedFile file, FileOutcome outcome, ImportRun all, JobRun run) {
        files.record(all.id, file.number(), outcome, all.requested.dryRun());
        run.advance(1);
        all.counts.merge(outcome.kind().name(), 1L, Long::sum);
        run.result(json.valueToTree(all.counts));
        if (all.requested.dryRun()) {
            run.save();
        } else {
            run.checkpoint(IntNode.valueOf(file.number()));
        }
    }
}
