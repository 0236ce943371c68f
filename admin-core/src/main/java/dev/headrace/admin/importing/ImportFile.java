package dev.headrace.admin.importing;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.content.Entry;
import dev.headrace.admin.content.EntryReads;
import dev.headrace.admin.content.LockEntries;
import dev.headrace.admin.content.SaveEntry;
import dev.headrace.admin.content.SaveEntry.Saved;
import dev.headrace.admin.finding.Status;
import dev.headrace.admin.importing.FieldMapping.Mapped;
import dev.headrace.admin.importing.FileOutcome.Kind;
import dev.headrace.admin.importing.ImportedEntries.Given;
import dev.headrace.admin.importing.ReferencedEntries.Created;
import dev.headrace.admin.publishing.Publish;
import dev.headrace.admin.publishing.Publish.Revision;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.web.ExpectedVersion;
import dev.headrace.admin.web.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
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

    ImportFile(Types types, ImportFiles files, ImportedEntries imported, EntryReads reads, LockEntries lock,
            SaveEntry saveEntry, Publish publish, ReferencedEntries referenced) {
        this.types = types;
        this.files = files;
        this.imported = imported;
        this.reads = reads;
        this.lock = lock;
        this.saveEntry = saveEntry;
        this.publish = publish;
        this.referenced = referenced;
    }

    /**
     * Options of the import of a file.
     *
     * @param id of the import
     */
    record Request(UUID id, ContentType type, String source, boolean publish, boolean dryRun, Actor actor) {}

    /**
     * Imports a file in the caller's transaction, or in a new one; a dry run rolls it back.
     *
     * @throws dev.headrace.admin.web.InvalidInputException if the file or a field's value is invalid
     */
    @Transactional
    public FileOutcome importFile(SourceFile file, Request request) {
        Mapped mapped = new FieldMapping(request.type()).map(file, FrontMatter.parse(file.content()));
        files.withKey(request.id(), mapped.key()).ifPresent(other -> {
            throw new InvalidInputException("",
                    "has the same id or path as " + other + ", which was imported earlier");
        });
        if (mapped.draft() && request.publish()) {
            mapped.notes().add("is marked as a draft; not published");
        }
        referenced.lockUnknown(request.type(), mapped.fields(), request.actor());
        FileOutcome outcome = reads
                .imported(request.type(), new Entry.Origin(request.source(), mapped.key()), request.actor())
                .map(present -> change(present, mapped, request)).orElseGet(() -> create(mapped, request));
        if (request.dryRun()) {
            TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
            return outcome.withoutNewIds();
        }
        return outcome;
    }

    private FileOutcome create(Mapped mapped, Request request) {
        ContentType type = request.type();
        Map<String, String> hashes = ImportedEntries.hashes(type, mapped.fields());
        List<Created> created = referenced.resolve(type, mapped.fields(), request.actor());
        Saved saved = saveEntry.create(type.name(), null, mapped.fields(),
                new Entry.Origin(request.source(), mapped.key()), request.actor());
        noteOtherSlug(type, mapped, saved.slug());
        if (request.publish() && !mapped.draft()) {
            publish(created, saved, request);
        }
        imported.put(saved.id(), new Given(hashes, saved.version()));
        return FileOutcome.imported(Kind.created, saved.id(), mapped, created);
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
        List<Created> created = referenced.resolve(type, changes, request.actor());
        Before before = before(type, id, last, request.actor());
        int version = changes.isEmpty()
                ? before.version()
                : saveEntry.change(type.name(), id, null, changes, ExpectedVersion.ANY, request.actor()).version();
        boolean changed = version != before.version();
        boolean published = publishChange(id, before, changed, mapped, created, request);
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
        publish.publish(revisions, request.actor());
    }
}
