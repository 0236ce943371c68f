package dev.headrace.admin.importing;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.content.Entry;
import dev.headrace.admin.content.EntryReads;
import dev.headrace.admin.content.SaveEntry;
import dev.headrace.admin.content.SaveEntry.Saved;
import dev.headrace.admin.content.VariantView;
import dev.headrace.admin.finding.Status;
import dev.headrace.admin.importing.FieldMapping.Mapped;
import dev.headrace.admin.importing.FileOutcome.Kind;
import dev.headrace.admin.importing.ReferencedEntries.Created;
import dev.headrace.admin.publishing.Publish;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Field;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;
import tools.jackson.databind.node.ObjectNode;

/** Imports one file: creates its entry, or changes the one that it was imported to before. */
@Service
class ImportFile {

    private final EntryReads reads;
    private final SaveEntry saveEntry;
    private final Publish publish;
    private final ReferencedEntries referenced;

    ImportFile(EntryReads reads, SaveEntry saveEntry, Publish publish, ReferencedEntries referenced) {
        this.reads = reads;
        this.saveEntry = saveEntry;
        this.publish = publish;
        this.referenced = referenced;
    }

    /** What is imported, and how. */
    record Request(ContentType type, String source, boolean publish, boolean dryRun, Actor actor) {}

    /**
     * Imports a file in the caller's transaction, or in one of its own; a dry run rolls it back.
     *
     * @throws dev.headrace.admin.web.InvalidInputException if the file or an entry's field is wrong
     */
    @Transactional
    public FileOutcome importFile(SourceFile file, Request request) {
        ContentType type = request.type();
        Mapped mapped = new FieldMapping(type).map(file, FrontMatter.parse(file.content()));
        boolean live = request.publish() && !mapped.draft();
        List<Created> created = new ArrayList<>();
        referenced.resolve(type, mapped.fields(), live, request.actor(), created);
        FileOutcome imported = reads.imported(type, new Entry.Origin(request.source(), mapped.key()), request.actor())
                .map(present -> change(present, mapped, created, live, request))
                .orElseGet(() -> create(mapped, created, live, request));
        if (request.dryRun()) {
            TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
            return imported.withoutNewIds();
        }
        return imported;
    }

    private FileOutcome create(Mapped mapped, List<Created> created, boolean live, Request request) {
        ContentType type = request.type();
        Saved saved = saveEntry.create(type.name(), null, mapped.fields(),
                new Entry.Origin(request.source(), mapped.key()), request.actor());
        noteOtherSlug(type, mapped, saved.slug());
        if (live) {
            publish.one(type.name(), saved.id(), saved.locale(), null, request.actor());
        }
        return FileOutcome.imported(Kind.created, saved.id(), mapped.notes(), mapped.ignored(),
                created);
    }

    /** Files in different folders may have the same name: the slug of the later one has a number at its end. */
    private static void noteOtherSlug(ContentType type, Mapped mapped, @Nullable String given) {
        String wanted = type.slugField().map(field -> mapped.fields().path(field.name()).asString("")).orElse("");
        if (!wanted.isEmpty() && !wanted.equals(given)) {
            mapped.notes().add("the slug '" + wanted + "' is taken; used '" + given + "'");
        }
    }

    /** The slug that an entry was given stays: it is its address. */
    private FileOutcome change(VariantView present, Mapped mapped, List<Created> created, boolean live,
            Request request) {
        if (present.status() == Status.trashed) {
            mapped.notes().add("is in the trash; left alone");
            return imported(Kind.unchanged, present, mapped, created);
        }
        ContentType type = request.type();
        ObjectNode fields = mapped.fields();
        type.fields().values().stream().filter(Field::isSlug).forEach(field -> fields.remove(field.name()));
        Saved saved = saveEntry.change(type.name(), present.id(), present.locale(), fields, null, request.actor());
        boolean edited = saved.version() != present.version();
        // An entry that staff unpublished stays so until the file changes; one that the file kept a draft does not.
        boolean released = live && !edited && present.status() == Status.draft;
        if (released) {
            mapped.notes().add("was a draft until now; published it");
        }
        if (released || (live && edited)) {
            publish.one(type.name(), present.id(), present.locale(), null, request.actor());
        }
        return imported(edited || released ? Kind.changed : Kind.unchanged, present, mapped, created);
    }

    private static FileOutcome imported(Kind kind, VariantView entry, Mapped mapped, List<Created> created) {
        return FileOutcome.imported(kind, entry.id(), mapped.notes(), mapped.ignored(), created);
    }
}
