package dev.headrace.admin.importing;

import dev.headrace.admin.web.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads the files of an upload: JSON Lines, each with a path and a content. */
final class UploadedLines {

    private static final int MAX_FILES = 1_000;

    private UploadedLines() {}

    /** @throws InvalidInputException with the number of the line that is not a file, or if there are too many */
    static List<SourceFile> read(String lines, JsonMapper json) {
        List<SourceFile> read = new ArrayList<>();
        int number = 0;
        for (String line : (Iterable<String>) lines.lines()::iterator) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            if (read.size() == MAX_FILES) {
                throw new InvalidInputException("", "A call must not contain more than " + MAX_FILES + " files.");
            }
            read.add(file(line, number, json));
        }
        return read;
    }

    private static SourceFile file(String line, int number, JsonMapper json) {
        try {
            SourceFile file = json.readValue(line, SourceFile.class);
            if (file != null && file.path() != null && file.content() != null && file.path().indexOf('\0') < 0) {
                return file;
            }
        } catch (JacksonException e) {
            // falls through
        }
        throw new InvalidInputException("", "Line " + number + " is not of the form {\"path\":…,\"content\":…}.");
    }
}
