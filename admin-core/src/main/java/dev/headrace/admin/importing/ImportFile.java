package dev.headrace.admin.importing;

import dev.headrace.admin.content.Entries;
import dev.headrace.admin.content.Entries.Known;
import dev.headrace.admin.content.Entry;
import dev.headrace.admin.content.SaveEntry;
import dev.headrace.admin.importing.FieldMapping.Mapped;
import dev.headrace.admin.importing.ReferencedEntries.Created;
import dev.headrace.admin.publishing.Publish;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.FieldType;
import dev.headrace.admin.staff.Actor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;
import tools.jackson.databind.node.ObjectNode;

/** Brings one file in: creates its entry, or changes the one that it was imported to before. */
@Service
class ImportFile {

    private final Entries entries;
    private final SaveEntry saveEntry;
    private final Publish publish;
    private final ReferencedEntries referenced;
    private final FreeSlug freeSlug;

    ImportFile(Entries entries, SaveEntry saveEntry, Publish publish, ReferencedEntries referenced, FreeSlug freeSlug) {
        this.entries = entries;
        this.saveEntry = saveEntry;
        this.publish = publish;
        this.referenced = referenced;
        this.freeSlug = freeSlug;
    }

    /** What is imported, and how. */
    record Request(ContentType type, String source, boolean publish, boolean dryRun, Actor actor) {}

    /** What became of a file. */
    enum Outcome {
        created, changed, unchanged
    }

    /**
     * The result for one file.
     *
     * @param id null if it would be created
     * @param created other entries that had to be created
     */
    record Imported(Outcome outcome, @Nullable UUID id, List<String> notes, List<String> ignored,
            List<Created> created) {}

    /**
     * Imports a file in a transaction of its own, which a dry run takes back.
     *
     * @throws dev.headrace.admin.web.InvalidInputException if the file or an entry's field is wrong
     */
    @Transactional
    public Imported importFile(SourceFile file, Request request) {
        ContentType type = request.type();
        Mapped mapped = new FieldMapping(type).map(file, FrontMatter.parse(file.content()));
        boolean live = request.publish() && !mapped.draft();
        List<Created> created = new ArrayList<>();
        referenced.resolve(type, mapped.fields(), live, request.actor(), created);
        Optional<Known> present = entries.findImported(type.name(), request.source(), mapped.key());
        Imported imported = present.isPresent()
                ? change(present.get(), mapped, created, live, request)
                : create(mapped, created, live, request);
        if (request.dryRun()) {
            TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
        }
        return imported;
    }

    private Imported create(Mapped mapped, List<Created> created, boolean live, Request request) {
        ContentType type = request.type();
        freeSlug.ensure(type, mapped.fields(), mapped.notes());
        Entry entry = saveEntry.create(type.name(), mapped.fields(), new Entry.Origin(request.source(), mapped.key()),
                request.actor());
        if (live) {
            publish.publish(type.name(), entry.id(), null, request.actor());
        }
        return new Imported(Outcome.created, request.dryRun() ? null : entry.id(), mapped.notes(), mapped.ignored(),
                created);
    }

    /** The slug that an entry was given stays: it is its address. */
    private Imported change(Known entry, Mapped mapped, List<Created> created, boolean live, Request request) {
        ContentType type = request.type();
        ObjectNode fields = mapped.fields();
        type.fields().values().stream().filter(field -> field.type() instanceof FieldType.Slug)
                .forEach(field -> fields.remove(field.name()));
        Entry after = saveEntry.change(type.name(), entry.id(), fields, null, request.actor());
        boolean edited = after.version() != entry.version();
        // What staff took back stays so until the file changes; what the file held back itself does not.
        boolean released = live && !edited && after.status() == Entry.Status.draft;
        if (released) {
            mapped.notes().add("was a draft until now; published it");
        }
        if (released || (live && edited)) {
            publish.publish(type.name(), entry.id(), null, request.actor());
        }
        boolean changed = edited || released;
        return new Imported(changed ? Outcome.changed : Outcome.unchanged, entry.id(), mapped.notes(), mapped.ignored(),
                created);
    }
}
