package dev.headrace.admin.importing;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.content.ClaimedValues;
import dev.headrace.admin.content.Entry;
import dev.headrace.admin.content.EntryReads;
import dev.headrace.admin.content.LockEntries;
import dev.headrace.admin.content.SaveEntry;
import dev.headrace.admin.content.SaveEntry.Saved;
import dev.headrace.admin.finding.Status;
import dev.headrace.admin.importing.FieldMapping.Mapped;
import dev.headrace.admin.importing.FileOutcome.Kind;
import dev.headrace.admin.importing.ImportFiles.Numbered;
import dev.headrace.admin.importing.ImportedEntries.Given;
import dev.headrace.admin.importing.ReferencedEntries.Created;
import dev.headrace.admin.publishing.Publish;
import dev.headrace.admin.publishing.Publish.Revision;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.content.ExpectedVersion;
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
import org.springframework.transaction.interceptor.TransactionAspectSupport;
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
    private final Publish publish;
    private final ReferencedEntries referenced;
    private final ClaimedValues claimed;

    ImportFile(Types types, ImportFiles files, ImportedEntries imported, EntryReads reads, LockEntries lock,
            SaveEntry saveEntry, Publish publish, ReferencedEntries referenced, ClaimedValues claimed) {
        this.types = types;
        this.files = files;
        this.imported = imported;
        this.reads = reads;
        this.lock = lock;
        this.saveEntry = saveEntry;
        this.publish = publish;
        this.referenced = referenced;
        this.claimed = claimed;
    }

    /**
     * Options of the import of a file.
     *
     * @param id of the import
     * @param rehearsal what a dry run would have created so far; null if it is not a dry run
     */
    record Request(UUID id, ContentType type, String source, boolean publish, @Nullable Rehearsal rehearsal,
            Actor actor) {}

    /**
     * Imports a file in the caller's transaction, or in a new one; a dry run rolls it back.
     *
     * @throws InvalidInputException naming all invalid values of the file
     */
    @Transactional
    public FileOutcome importFile(Numbered numbered, Request request) {
        SourceFile file = numbered.file();
        FrontMatter matter = FrontMatter.parse(file.content());
        Mapped mapped = new FieldMapping(request.type()).map(file, matter);
        ObjectNode given = mapped.fields().deepCopy();
        files.withKey(request.id(), mapped.key(), numbered.number()).ifPresent(other -> {
            throw new InvalidInputException("",
                    "has the same id or path as " + other + ", which was imported earlier");
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

    private FileOutcome importEntry(Mapped mapped, Request request) {
        referenced.lockUnknown(request.type(), mapped.fields(), request.actor());
        FileOutcome outcome = reads
                .imported(request.type(), new Entry.Origin(request.source(), mapped.key()), request.actor())
                .map(present -> change(present, mapped, request)).orElseGet(() -> create(mapped, request));
        if (request.rehearsal() == null) {
            return outcome;
        }
        TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
        return outcome.withoutNewIds();
    }

    private FileOutcome create(Mapped mapped, Request request) {
        ContentType type = request.type();
        boolean publishes = request.publish() && !mapped.draft();
        Map<String, String> hashes = ImportedEntries.hashes(type, mapped.fields());
        List<Problem> problems = new ArrayList<>();
        List<Created> created = referenced.resolve(type, mapped.fields(), request, problems);
        if (request.rehearsal() != null) {
            claimed.claim(request.rehearsal().claims(type, mapped.fields()));
        }
        Saved saved = save(() -> saveEntry.create(type.name(), null, mapped.fields(),
                new Entry.Origin(request.source(), mapped.key()), request.actor()), problems,
                () -> publishes ? missing(type, mapped.fields(), problems) : List.of());
        noteOtherSlug(type, mapped, saved.slug());
        if (publishes) {
            publish(created, saved, request);
        }
        imported.put(saved.id(), new Given(hashes, saved.version()));
        String title = mapped.fields().path(type.titleField()).asString("");
        remember(Stream.concat(created.stream(),
                Stream.of(new Created(type.name(), title, saved.id(), saved.slug()))).toList(), request);
        return FileOutcome.imported(Kind.created, saved.id(), mapped, created);
    }

    private void remember(List<Created> created, Request request) {
        Rehearsal rehearsal = request.rehearsal();
        if (rehearsal != null) {
            created.forEach(each -> rehearsal.add(each.type(), each.title(), each.slug()));
            rehearsal.add(claimed.of(created.stream().map(each -> Objects.requireNonNull(each.id())).toList()));
        }
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
        String wanted = type.slugField().map(field -> mapped.fields().path(field.name()).asString("")).orElse("");
        if (!wanted.isEmpty() && !wanted.equals(given)) {
            mapped.notes().add("the slug '" + wanted + "' is taken; used '" + given + "'");
        }
    }

    /** Fields unchanged in the file since its last import are left alone: staff may have edited them. */
    private FileOutcome change(UUID id, Mapped mapped, Request request) {
        ContentType type = request.type();
        Entry entry = lock.one(type, id, request.actor());
        if (entry.trashed()) {
            mapped.notes().add("is in the trash; skipped");
            return FileOutcome.imported(Kind.unchanged, id, mapped, List.of());
        }
        Given last = imported.find(id).orElse(Given.NOTHING);
        Map<String, String> hashes = ImportedEntries.hashes(type, mapped.fields());
        ObjectNode changes = changes(type, mapped.fields(), hashes, last);
        List<Problem> problems = new ArrayList<>();
        boolean unchanged = changes.isEmpty();
        List<Created> created = referenced.resolve(type, changes, request, problems);
        Before before = before(type, id, last, request.actor());
        int version = unchanged
                ? before.version()
                : save(() -> saveEntry.change(type.name(), id, null, changes, ExpectedVersion.ANY, request.actor()),
                        problems,
                        List::of).version();
        boolean changed = version != before.version();
        boolean published = publishChange(id, before, changed, mapped, created, request);
        remember(created, request);
        // A draft with unpublished edits remains marked as edited.
        imported.put(id, new Given(hashes, before.edited() && !published ? last.version() : version));
        return FileOutcome.imported(changed || published ? Kind.changed : Kind.unchanged, id, mapped, created);
    }

    /** The slug of an existing entry is kept, because it is part of its URL. */
    private static ObjectNode changes(ContentType type, ObjectNode fields, Map<String, String> hashes, Given last) {
        ObjectNode changes = fields.deepCopy();
        type.fields().values().stream()
                .filter(field -> field.isSlug()
                        || Objects.equals(hashes.get(field.id()), last.given().get(field.id())))
                .forEach(field -> changes.remove(field.name()));
        return changes;
    }

    /**
     * The draft before it is changed.
     *
     * @param edited whether staff have edited it since the last import
     */
    private record Before(Status status, int version, boolean edited) {}

    private Before before(ContentType type, UUID id, Given last, Actor actor) {
        return reads.find(type.name(), id, types.locales().defaultLocale(), actor)
                .map(draft -> new Before(draft.status(), draft.version(), draft.version() != last.version()))
                .orElse(new Before(Status.draft, 0, false));
    }

    /**
     * Returns whether it was published. Unpublished edits of staff are not published together with the file's changes.
     */
    private boolean publishChange(UUID id, Before before, boolean changed, Mapped mapped, List<Created> created,
            Request request) {
        if (!request.publish() || mapped.draft()) {
            return false;
        }
        boolean released = before.status() == Status.draft && !before.edited();
        boolean again = changed && (before.status() == Status.published
                || (before.status() == Status.unpublished && !before.edited()));
        if (!released && !again) {
            if (changed) {
                mapped.notes().add("has unpublished edits; changed only the draft");
            }
            return false;
        }
        if (released) {
            mapped.notes().add("was a draft; published");
        }
        publish(created, new Saved(id, types.locales().defaultLocale(), before.version(), null), request);
        return true;
    }

    /** All at once, because a transaction may mark documents only once. */
    private void publish(List<Created> created, Saved saved, Request request) {
        List<Revision> revisions = new ArrayList<>();
        created.forEach(other -> revisions
                .add(Revision.draft(other.type(), Objects.requireNonNull(other.id()), saved.locale(),
                        ExpectedVersion.ANY)));
        revisions.add(Revision.draft(request.type().name(), saved.id(), saved.locale(), ExpectedVersion.ANY));
        try {
            publish.publish(revisions, request.actor());
        } catch (InvalidInputException e) {
            throw new InvalidInputException(
                    e.problems().stream().map(problem -> inFile(problem, created, saved)).toList());
        }
    }

    /** A problem of a publication of several entries, whose pointer starts with the id and the locale of one of them. */
    private static Problem inFile(Problem problem, List<Created> created, Saved saved) {
        String[] steps = problem.pointer().split("/", 4);
        if (steps.length < 4) {
            return problem;
        }
        return created.stream().filter(other -> String.valueOf(other.id()).equals(steps[1])).findFirst()
                .map(other -> new Problem("", "the new %s '%s' cannot be published: %s %s".formatted(other.type(),
                        other.title(), steps[3], problem.message())))
                .orElse(steps[1].equals(saved.id().toString())
                        ? new Problem("/" + steps[3], problem.message())
                        : problem);
    }
}
