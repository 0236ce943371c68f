package dev.headrace.admin.importing;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.headrace.admin.importing.FieldMapping.Mapped;
import dev.headrace.admin.web.InvalidInputException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of the import of one file.
 *
 * @param key identifies the entry in later imports; null if the file failed
 * @param entry the entry's id; null if the file failed, or if a dry run would create the entry
 */
record FileOutcome(Kind kind, @Nullable String key, @Nullable UUID entry, Details details) {

    private static final int MAX_LIST = 100;
    private static final int MAX_TEXT = 1_000;

    /** Effect on the entry. */
    enum Kind {
        created, changed, unchanged, failed
    }

    /** An error in a file; line and column are counted from 1. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FileError(@Nullable Integer line, @Nullable Integer column, String message) {

        /** The message, prefixed with its place if known. */
        public String text() {
            return line == null
                    ? message
                    : "line " + line + (column == null ? "" : ", column " + column) + ": " + message;
        }
    }

    /**
     * Details for reports; each list is truncated to 100 elements.
     *
     * @param notes generated and omitted values
     * @param ignored front matter keys without a field in the type
     * @param related entries created because the file refers to them
     */
    record Details(List<String> notes, List<String> ignored, List<NamedEntry> related, List<FileError> errors) {

        Details {
            notes = notes.stream().limit(MAX_LIST).map(FileOutcome::shorten).toList();
            ignored = ignored.stream().limit(MAX_LIST).map(FileOutcome::shorten).toList();
            related = related.stream().limit(MAX_LIST).toList();
            errors = errors.stream().limit(MAX_LIST)
                    .map(error -> new FileError(error.line, error.column, shorten(error.message)))
                    .toList();
        }
    }

    static FileOutcome imported(Kind kind, UUID entry, Mapped mapped, List<NamedEntry> related) {
        return new FileOutcome(kind, mapped.key(), entry,
                new Details(mapped.notes(), mapped.ignored(), related, List.of()));
    }

    static FileOutcome failed(String message) {
        return failed(List.of(new FileError(null, null, message)));
    }

    static FileOutcome failed(InvalidInputException problems) {
        return failed(problems.problems().stream().map(problem -> new FileError(problem.line(), problem.column(),
                problem.pointer().isEmpty() ? problem.message() : problem.pointer() + " " + problem.message()))
                .toList());
    }

    private static FileOutcome failed(List<FileError> errors) {
        return new FileOutcome(Kind.failed, null, null, new Details(List.of(), List.of(), List.of(), errors));
    }

    /** The outcome for a dry run, without ids of entries whose creation was rolled back. */
    FileOutcome withoutNewIds() {
        return new FileOutcome(kind, key, kind == Kind.created ? null : entry,
                new Details(details.notes, details.ignored,
                        details.related.stream().map(NamedEntry::withoutId).toList(), details.errors));
    }

    /** All errors in one line. */
    String error() {
        return details.errors.stream().map(FileError::text).collect(Collectors.joining("; "));
    }

    private static String shorten(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT - 1) + "…";
    }
}
