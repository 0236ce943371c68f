package dev.headrace.local.importing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of an import's outcomes.
 *
 * @param items one for each file
 * @param next the position of the next page; null if this is the last one
 */
record ImportAnswer(List<Item> items, @Nullable String next) {

    // Members that are absent from the JSON are null.
    ImportAnswer {
        items = items == null ? List.of() : items;
    }

    /**
     * The outcome of one file.
     *
     * @param outcome created, changed, unchanged or failed
     * @param notes hints for the author
     * @param ignored keys of its front matter that are not fields of the type
     * @param related entries created because the file refers to them
     */
    record Item(String path, String outcome, List<String> notes, List<String> ignored, List<Related> related,
            List<Fault> errors) {

        Item {
            notes = notes == null ? List.of() : notes;
            ignored = ignored == null ? List.of() : ignored;
            related = related == null ? List.of() : related;
            errors = errors == null ? List.of() : errors;
        }
    }

    /** An error in a file. */
    record Fault(@Nullable Integer line, @Nullable Integer column, String message) {

        /** In the format of compiler messages. */
        String at(String path) {
            return path + (line == null ? "" : ":" + line) + (column == null ? "" : ":" + column) + ": " + message;
        }
    }

    /** A created entry. */
    record Related(String type, String title) {}
}
