package dev.headrace.admin.importing;

import dev.headrace.admin.content.ClaimedValues;
import dev.headrace.admin.importing.ImportFile.Imported;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/** Imports one file of a dry run: rolls the import back, and remembers what it would have left for later files. */
@Service
class TryFile {

    private final ImportFile importFile;
    private final ClaimedValues claimed;

    TryFile(ImportFile importFile, ClaimedValues claimed) {
        this.importFile = importFile;
        this.claimed = claimed;
    }

    /**
     * The outcome that the import of the file would have.
     *
     * @throws dev.headrace.admin.web.InvalidInputException naming all invalid values of the file
     */
    @Transactional
    public FileOutcome tryFile(NumberedFile file, ImportRequest request) {
        DryRunState earlier = request.earlier();
        Imported imported = ClaimedValues.after(earlier.claims(), () -> importFile.importFile(file, request));
        earlier.add(imported.entries(), claimed.of(imported.entries().stream().map(NamedEntry::storedId).toList()));
        TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
        return imported.outcome().withoutNewIds();
    }
}
