package dev.headrace.admin.jobs;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Progress of a run.
 *
 * @param failures number of failed items, including those without a stored row
 * @param unsaved failures not in the database yet; the last ones counted by {@code failures}
 */
record Progress(@Nullable Long total, long done, long failures, List<JobFailure> unsaved, @Nullable JsonNode result) {

    /** Number of failures stored for a job; further ones are only counted. */
    static final int MAX_FAILURES = 1_000;

    private static final int MAX_ITEM = 500;
    private static final int MAX_MESSAGE = 2_000;

    Progress withTotal(long newTotal) {
        return new Progress(newTotal, done, failures, unsaved, result);
    }

    Progress advanced(long items) {
        return new Progress(total, done + items, failures, unsaved, result);
    }

    Progress withResult(JsonNode newResult) {
        return new Progress(total, done, failures, unsaved, newResult);
    }

    Progress saved() {
        return new Progress(total, done, failures, List.of(), result);
    }

    Progress withFailure(String item, String message) {
        if (failures >= MAX_FAILURES) {
            return new Progress(total, done, failures + 1, unsaved, result);
        }
        JobFailure failure = new JobFailure(shorten(item, MAX_ITEM), shorten(message, MAX_MESSAGE));
        List<JobFailure> all = new ArrayList<>(unsaved);
        all.add(failure);
        return new Progress(total, done, failures + 1, List.copyOf(all), result);
    }

    static String shorten(String text) {
        return shorten(text, MAX_MESSAGE);
    }

    /** PostgreSQL cannot store NUL characters. */
    private static String shorten(String text, int max) {
        String clean = text.replace('\0', '\uFFFD');
        return clean.length() <= max ? clean : clean.substring(0, max - 1) + "…";
    }
}
