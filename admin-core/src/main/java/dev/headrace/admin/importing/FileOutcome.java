package dev.headrace.admin.importing;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.headrace.admin.importing.FieldMapping.Mapped;
import dev.headrace.admin.importing.ReferencedEntries.Created;
import dev.headrace.admin.web.InvalidInputException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of the import of one file.
 *
 * @param key by which the entry is found again; null if the file failed
 * @param entry the entry's id; null if the file failed, or if a dry run would create the entry
 */
record FileOutcome(Kind kind, @Nullable String key, @Nullable UUID entry, Details details) {

    private static final int MAX_LIST = 100;
    private static final int MAX_TEXT = 1_000;

    /** What happened to the entry. */
    enum Kind {
        created, changed, unchanged, failed
    }

    /** Something wrong with a file; the line is counted from 1. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FileError(@Nullable Integer line, String message) {

        /** The error after the line, if there is one. */
        public String text() {
            return line == null ? message : "line " + line + ": " + message;
        }
    }

    /**
     * What people may want to know about it; each list is cut off after 100 elements.
     *
     * @param notes what was made up or left out
     * @param ignored keys of the front matter that the type has no field for
     * @param related entries that were created because the file names them
     */
    record Details(List<String> notes, List<String> ignored, List<Created> related, List<FileError> errors) {

        Details {
            notes = notes.stream().limit(MAX_LIST).map(FileOutcome::shorten).toList();
            ignored = ignored.stream().limit(MAX_LIST).map(FileOutcome::shorten).toList();
            related = related.stream().limit(MAX_LIST).toList();
            errors = errors.stream().limit(MAX_LIST).map(error -> new FileError(error.line, shorten(error.message)))
                    .toList();
        }
    }

    static FileOutcome imported(Kind kind, UUID entry, Mapped mapped, List<Created> related) {
        return new FileOutcome(kind, mapped.key(), entry,
                new Details(mapped.notes(), mapped.ignored(), related, List.of()));
    }

    static FileOutcome failed(String message) {
        return failed(List.of(new FileError(null, message)));
    }

    static FileOutcome failed(InvalidInputException problems) {
        return failed(problems.problems().stream().map(problem -> new FileError(problem.line(),
                problem.pointer().isEmpty() ? problem.message() : problem.pointer() + " " + problem.message()))
                .toList());
    }

    private static FileOutcome failed(List<FileError> errors) {
        return new FileOutcome(Kind.failed, null, null, new Details(List.of(), List.of(), List.of(), errors));
    }

    /** The same as a dry run reports it: what was created has been rolled back. */
    FileOutcome withoutNewIds() {
        return new FileOutcome(kind, key, kind == Kind.created ? null : entry,
                new Details(details.notes, details.ignored,
                        details.related.stream().map(Created::withoutId).toList(), details.errors));
    }

    /** All errors in one line. */
    String error() {
        return details.errors.stream().map(FileError::text).collect(Collectors.joining("; "));
    }

    private static String shorten(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT - 1) + "…";
    }
}
