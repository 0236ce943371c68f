package dev.headrace.local.importing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the outcomes of an import.
 *
 * @param items one for each file
 * @param next the number of the last file, if there is a further page
 */
record ImportAnswer(List<Item> items, @Nullable Integer next) {

    // What a JSON answer leaves out is null here.
    ImportAnswer {
        items = items == null ? List.of() : items;
    }

    /**
     * The outcome of one file.
     *
     * @param outcome created, changed, unchanged or failed
     * @param notes what its author may want to know
     * @param ignored keys of its front matter that the type has no field for
     * @param related entries that were created because the file refers to them
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

    /** What is wrong with a file. */
    record Fault(@Nullable Integer line, String message) {

        /** As compilers print it. */
        String at(String path) {
            return path + (line == null ? ": " : ":" + line + ": ") + message;
        }
    }

    /** An entry that was created. */
    record Related(String type, String title) {}
}
