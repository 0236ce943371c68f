package dev.headrace.admin.importing;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.headrace.admin.importing.ImportFile.Imported;
import dev.headrace.admin.importing.ImportFile.Request;
import dev.headrace.admin.importing.ReferencedEntries.Created;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.staff.Actor;
import dev.headrace.admin.web.InvalidInputException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Takes files in portions. A file that is wrong is reported and the rest goes on. */
@RestController
class ImportController {

    private static final int MOST_FILES = 200;

    private final Types types;
    private final ImportFile importFile;
    private final JsonMapper json;

    ImportController(Types types, ImportFile importFile, JsonMapper json) {
        this.types = types;
        this.importFile = importFile;
        this.json = json;
    }

    /** Something wrong with a file; the line is counted from 1. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FileError(@Nullable Integer line, String message) {}

    /**
     * What became of one file.
     *
     * @param outcome {@code created}, {@code changed}, {@code unchanged} or {@code failed}
     * @param ignored keys of the front matter that the type has no field for
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(String path, String outcome, @Nullable UUID id, List<String> notes, List<String> ignored,
            List<FileError> errors) {

        static Item of(SourceFile file, Imported imported) {
            return new Item(file.path(), imported.outcome().name(), imported.id(), imported.notes(), imported.ignored(),
                    List.of());
        }

        static Item failed(SourceFile file, List<FileError> errors) {
            return new Item(file.path(), "failed", null, List.of(), List.of(), errors);
        }
    }

    /** The results, and the entries that were created because files name them. */
    record Report(List<Item> items, Set<Created> related) {}

    /**
     * Imports files.
     *
     * @param lines one file a line, as JSON: {@code {"path":…,"content":…}}
     * @param source names where the files come from; with a file's own path it identifies an entry ever after
     */
    @PostMapping(path = "/api/import", consumes = "application/x-ndjson")
    Report importFiles(@RequestBody String lines, @RequestParam String type, @RequestParam String source,
            @RequestParam(defaultValue = "true") boolean publish, @RequestParam(defaultValue = "false") boolean dryRun,
            Actor actor) {
        if (source.isBlank() || source.length() > 100) {
            throw new InvalidInputException("/source", "must have between 1 and 100 characters");
        }
        List<SourceFile> files = files(lines);
        Request request = new Request(types.get(type), source, publish, dryRun, actor);
        List<Item> items = new ArrayList<>();
        Set<Created> related = new LinkedHashSet<>();
        for (SourceFile file : files) {
            items.add(importOne(file, request, related));
        }
        return new Report(items, related);
    }

    private Item importOne(SourceFile file, Request request, Set<Created> related) {
        try {
            Imported imported = importFile.importFile(file, request);
            related.addAll(imported.created());
            return Item.of(file, imported);
        } catch (InvalidInputException e) {
            return Item.failed(file, e.problems().stream().map(problem -> new FileError(problem.line(),
                    problem.pointer().isEmpty() ? problem.message() : problem.pointer() + " " + problem.message()))
                    .toList());
        } catch (DataIntegrityViolationException e) {
            return Item.failed(file, List.of(new FileError(null, "was changed by somebody else at the same time")));
        }
    }

    private List<SourceFile> files(String lines) {
        List<SourceFile> files = new ArrayList<>();
        int number = 0;
        for (String line : (Iterable<String>) lines.lines()::iterator) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            if (files.size() == MOST_FILES) {
                throw new InvalidInputException("",
                        "There must not be more than " + MOST_FILES + " files in one call.");
            }
            files.add(file(line, number));
        }
        return files;
    }

    private SourceFile file(String line, int number) {
        try {
            SourceFile file = json.readValue(line, SourceFile.class);
            if (file != null && file.path() != null && file.content() != null) {
                return file;
            }
        } catch (JacksonException e) {
            // falls through to the one message
        }
        throw new InvalidInputException("", "Line " + number + " is not of the form {\"path\":…,\"content\":…}.");
    }
}
