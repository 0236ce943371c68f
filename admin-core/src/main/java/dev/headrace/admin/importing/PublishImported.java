package dev.headrace.admin.importing;

import dev.headrace.admin.content.ExpectedVersion;
import dev.headrace.admin.content.SaveEntry.Saved;
import dev.headrace.admin.content.VariantView;
import dev.headrace.admin.finding.Status;
import dev.headrace.admin.importing.FieldMapping.Mapped;
import dev.headrace.admin.importing.ImportedEntries.ImportedValues;
import dev.headrace.admin.publishing.Change.Put;
import dev.headrace.admin.publishing.Publish;
import dev.headrace.admin.publishing.RenderPriority;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.InvalidInputException.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Publishes imported entries, each together with the entries that were created because its file refers to them. */
@Component
class PublishImported {

    private final Types types;
    private final Publish publish;

    PublishImported(Types types, Publish publish) {
        this.types = types;
        this.publish = publish;
    }

    /**
     * The draft before the import.
     *
     * @param publication whether it was published then
     * @param scheduled whether a publication of it was scheduled
     * @param version 0 if the entry does not exist in the locale
     * @param edited whether staff have edited it since the last import
     * @param draftFile whether its file was marked as a draft
     */
    record Before(Publication publication, boolean scheduled, int version, boolean edited, boolean draftFile) {

        /** A draft that does not exist yet. */
        static final Before NOTHING = new Before(Publication.never, false, 0, false, false);

        static Before of(VariantView draft, ImportedValues last) {
            return new Before(Publication.of(draft), draft.scheduledAt() != null, draft.version(),
                    draft.version() != last.version(), last.isDraftFile());
        }
    }

    /** Whether a draft is published, independent of what is scheduled. */
    enum Publication {
        never, current, outdated, removed;

        private static Publication of(VariantView draft) {
            if (draft.isPublished()) {
                return draft.status() == Status.changed ? outdated : current;
            }
            return draft.unpublishedAt() == null ? never : removed;
        }
    }

    /** Whether the import publishes new entries, and the file is no draft. */
    static boolean isRequested(Mapped mapped, ImportRequest request) {
        return request.publish() && !mapped.draft();
    }

    /**
     * Publishes an imported change, and returns whether it was published. Unpublished edits of staff are not published
     * together with the file's changes, and what staff scheduled keeps its time unless the file has changed.
     *
     * @param changed whether the file changed the draft
     * @param created because the file refers to them
     */
    boolean change(UUID id, Before before, boolean changed, Mapped mapped, List<NamedEntry> created,
            ImportRequest request) {
        if (!isRequested(mapped, request)) {
            return false;
        }
        boolean released = before.publication() == Publication.never && !before.edited();
        boolean again = changed && switch (before.publication()) {
            case current -> true;
            case removed -> !before.edited();
            case never, outdated -> false;
        };
        if (!released && !again) {
            if (changed) {
                mapped.notes().add("has unpublished edits; changed only the draft");
            }
            return false;
        }
        if (released && before.scheduled() && !changed && !before.draftFile()) {
            mapped.notes().add("is scheduled; not published now");
            return false;
        }
        if (before.scheduled() && before.publication() != Publication.current) {
            mapped.notes().add("was scheduled; published now");
        } else if (released) {
            mapped.notes().add("was a draft; published");
        }
        publish(created, new Saved(id, types.locales().defaultLocale(), before.version(), null), request);
        return true;
    }

    /** All of them or none: readers never get a document without the entries that its file created. */
    void publish(List<NamedEntry> created, Saved saved, ImportRequest request) {
        List<Put> revisions = new ArrayList<>();
        created.forEach(other -> revisions
                .add(Put.draft(other.type(), other.storedId(), saved.locale(), ExpectedVersion.ANY)));
        revisions.add(Put.draft(request.type().name(), saved.id(), saved.locale(), ExpectedVersion.ANY));
        try {
            publish.publish(revisions, RenderPriority.BACKGROUND, request.actor());
        } catch (InvalidInputException e) {
            throw new InvalidInputException(
                    e.problems().stream().map(problem -> inFile(problem, created, saved)).toList());
        }
    }

    /** A problem of a publication of several entries, whose pointer starts with the id and the locale of one of them. */
    private static Problem inFile(Problem problem, List<NamedEntry> created, Saved saved) {
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
