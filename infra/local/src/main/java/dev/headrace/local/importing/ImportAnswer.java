package dev.headrace.local.importing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the core answers to a batch.
 *
 * @param items one for each file
 * @param related entries that were made because files referred to them
 */
record ImportAnswer(List<Item> items, List<Related> related) {

    // What a JSON answer leaves out is null here.
    ImportAnswer {
        related = related == null ? List.of() : related;
    }

    /**
     * What became of a file.
     *
     * @param outcome created, changed, unchanged or failed
     * @param notes what its author may want to know
     * @param ignored keys of its front matter that the type has no field for
     */
    record Item(String path, String outcome, List<String> notes, List<String> ignored, List<Fault> errors) {

        Item {
            notes = notes == null ? List.of() : notes;
            ignored = ignored == null ? List.of() : ignored;
            errors = errors == null ? List.of() : errors;
        }
    }

    /** What is wrong with a file. */
    record Fault(@Nullable Integer line, String message) {

        /** As compilers print it. */
        String at(String path) {
            return path + (line == null ? ": " : ":" + line + ": ") + message;
        }
    }

    /** An entry that was made. */
    record Related(String type, String title) {}
}
