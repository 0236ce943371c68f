package dev.headrace.admin.importing;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.content.Entry;
import dev.headrace.admin.content.EntryReads;
import dev.headrace.admin.content.ExpectedVersion;
import dev.headrace.admin.content.LockEntries;
import dev.headrace.admin.content.SaveEntry;
import dev.headrace.admin.content.SaveEntry.Saved;
import dev.headrace.admin.importing.FieldMapping.Mapped;
import dev.headrace.admin.importing.FileOutcome.Kind;
import dev.headrace.admin.importing.ImportedEntries.ImportedValues;
import dev.headrace.admin.importing.PublishImported.Before;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.schema.Values;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.InvalidInputException.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/** Imports one file: creates its entry, or updates the one from an earlier import. */
@Service
class ImportFile {

    private final Types types;
    private final ImportFiles files;
    private final ImportedEntries imported;
    private final EntryReads reads;
    private final LockEntries lock;
    private final SaveEntry saveEntry;
    private final ReferencedEntries referenced;
    private final PublishImported publish;

    ImportFile(Types types, ImportFiles files, ImportedEntries imported, EntryReads reads, LockEntries lock,
            SaveEntry saveEntry, ReferencedEntries referenced, PublishImported publish) {
        this.types = types;
        this.files = files;
        this.imported = imported;
        this.reads = reads;
        this.lock = lock;
        this.saveEntry = saveEntry;
        this.referenced = referenced;
        this.publish = publish;
    }

    /**
     * The import of a file.
     *
     * @param entries that were created or changed
     */
    record Imported(FileOutcome outcome, List<NamedEntry> entries) {}

    /**
     * Imports a file in the caller's transaction, or in a new one.
     *
     * @throws InvalidInputException naming all invalid values of the file
     */
    @Transactional
    public Imported importFile(NumberedFile numbered, ImportRequest request) {
        SourceFile file = numbered.file();
        FrontMatter matter = FrontMatter.parse(file.content());
        Mapped mapped = new FieldMapping(request.type()).map(file, matter);
        ObjectNode given = mapped.fields().deepCopy();
        files.withKey(request.id(), mapped.key(), numbered.number()).ifPresent(other -> {
            throw new InvalidInputException("",
                    "has the same id or path as " + other + ", which was read before it or in an earlier import");
        });
        if (mapped.draft() && request.publish()) {
            mapped.notes().add("is marked as a draft; not published");
        }
        try {
            return importEntry(mapped, request);
        } catch (InvalidInputException e) {
            throw new InvalidInputException(new FileFaults(matter, given).located(e.problems()));
        }
    }

    private Imported importEntry(Mapped mapped, ImportRequest request) {
        referenced.lockUnknown(request.type(), mapped.fields(), request.actor());
        types.lockShared();
        return reads.imported(request.type(), new Entry.Origin(request.source(), mapped.key()), request.actor())
                .map(present -> change(present, mapped, request)).orElseGet(() -> create(mapped, request));
    }

    private Imported create(Mapped mapped, ImportRequest request) {
        ContentType type = request.type();
        boolean publishes = PublishImported.isRequested(mapped, request);
        Map<String, String> hashes = ImportedEntries.hashes(type, mapped.fields(), mapped.draft());
        List<Problem> problems = new ArrayList<>();
        List<NamedEntry> created = referenced.resolve(type, mapped.fields(), request, problems);
        Saved saved = save(() -> saveEntry.create(type.name(), null, mapped.fields(),
                new Entry.Origin(request.source(), mapped.key()), request.actor()), problems,
                () -> publishes ? missing(type, mapped.fields(), problems) : List.of());
        noteOtherSlug(type, mapped, saved.slug());
        if (publishes) {
            publish.publish(created, saved, request);
        }
        imported.put(saved.id(), new ImportedValues(hashes, saved.version()));
        return new Imported(FileOutcome.imported(Kind.created, saved.id(), mapped, created),
                with(created, named(type, mapped.fields(), saved)));
    }

    private static List<NamedEntry> with(List<NamedEntry> created, NamedEntry entry) {
        return Stream.concat(created.stream(), Stream.of(entry)).toList();
    }

    private static NamedEntry named(ContentType type, ObjectNode fields, Saved saved) {
        String title = Values.normalized("", fields.path(type.titleField()).asString(""));
        return new NamedEntry(type.name(), title, saved.id(), saved.slug());
    }

    /**
     * Saves an entry. The problems of a failed save are added to those found before, so that all faults of a file are
     * reported at once.
     *
     * @param further problems that a later step would find
     */
    private static Saved save(Supplier<Saved> save, List<Problem> problems, Supplier<List<Problem>> further) {
        try {
            Saved saved = save.get();
            if (problems.isEmpty()) {
                return saved;
            }
        } catch (InvalidInputException e) {
            problems.addAll(e.problems());
        }
        problems.addAll(further.get());
        throw new InvalidInputException(problems);
    }

    /** The required fields without a value, which a publication rejects, except those with other problems. */
    private static List<Problem> missing(ContentType type, ObjectNode fields, List<Problem> problems) {
        return type.fields().values().stream()
                .filter(field -> field.required() && field.defaultValue() == null && field.slugSource().isEmpty()
                        && fields.path(field.name()).isEmpty() && fields.path(field.name()).asString("").isEmpty())
                .map(field -> new Problem("/" + field.name(), "is required"))
                .filter(found -> problems.stream().noneMatch(other -> other.pointer().equals(found.pointer())))
                .toList();
    }

    /** Files in different folders may have the same name: the slug of the later one gets a numeric suffix. */
    private static void noteOtherSlug(ContentType type, Mapped mapped, @Nullable String given) {
        String requested = type.slugField().map(field -> mapped.fields().path(field.name()).asString("")).orElse("");
        if (!requested.isEmpty() && !requested.equals(given)) {
            mapped.notes().add("the slug '" + requested + "' is taken; used '" + given + "'");
        }
    }

    /** Fields unchanged in the file since its last import are left alone: staff may have edited them. */
    private Imported change(UUID id, Mapped mapped, ImportRequest request) {
        ContentType type = request.type();
        Entry entry = lock.one(type, id, request.actor());
        if (entry.trashed()) {
            mapped.notes().add("is in the trash; skipped");
            return new Imported(FileOutcome.imported(Kind.unchanged, id, mapped, List.of()), List.of());
        }
        ImportedValues last = imported.find(id).orElse(ImportedValues.NOTHING);
        Map<String, String> hashes = ImportedEntries.hashes(type, mapped.fields(), mapped.draft());
        ObjectNode changes = changes(type, mapped.fields(), hashes, last);
        List<Problem> problems = new ArrayList<>();
        boolean unchanged = changes.isEmpty();
        List<NamedEntry> created = referenced.resolve(type, changes, request, problems);
        Before before = before(type, id, last, request.actor());
        Saved saved = unchanged
                ? new Saved(id, types.locales().defaultLocale(), before.version(), null)
                : save(() -> saveEntry.change(type.name(), id, null, changes, ExpectedVersion.ANY, request.actor()),
                        problems, List::of);
        boolean changed = saved.version() != before.version();
        boolean published = publish.change(id, before, changed, mapped, created, request);
        // A draft with unpublished edits remains marked as edited.
        imported.put(id, new ImportedValues(hashes, before.edited() && !published ? last.version() : saved.version()));
        return new Imported(FileOutcome.imported(changed || published ? Kind.changed : Kind.unchanged, id, mapped,
                created), changed ? with(created, named(type, changes, saved)) : created);
    }

    /** The slug of an existing entry is kept, because it is part of its URL. */
    private static ObjectNode changes(ContentType type, ObjectNode fields, Map<String, String> hashes,
            ImportedValues last) {
        ObjectNode changes = fields.deepCopy();
        type.fields().values().stream()
                .filter(field -> field.isSlug()
                        || Objects.equals(hashes.get(field.id()), last.given().get(field.id())))
                .forEach(field -> changes.remove(field.name()));
        return changes;
    }

    private Before before(ContentType type, UUID id, ImportedValues last, Actor actor) {
        return reads.find(type.name(), id, types.locales().defaultLocale(), actor)
                .map(draft -> Before.of(draft, last)).orElse(Before.NOTHING);
    }
}
