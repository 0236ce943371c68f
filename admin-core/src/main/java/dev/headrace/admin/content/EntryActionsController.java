package dev.headrace.admin.content;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.content.Revisions.Revision;
import dev.headrace.admin.finding.EntryRow;
import dev.headrace.admin.finding.EntryUsage;
import dev.headrace.admin.schema.FieldPlace;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.schema.Values;
import dev.headrace.admin.web.Between;
import dev.headrace.admin.web.NotFoundException;
import dev.headrace.admin.web.Page;
import dev.headrace.admin.web.Problems;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** API for entry actions, except saving and publishing, and for revisions. */
@RestController
@RequestMapping("/api/entries/{type}/{id}")
class EntryActionsController {

    private static final String OMITTED_BLOCKS = "Headrace-Omitted-Blocks";

    private final Types types;
    private final EntryReads reads;
    private final Revisions revisions;
    private final TrashEntries trash;
    private final UntrashEntries untrash;
    private final PurgeEntries purge;
    private final DuplicateEntry duplicate;
    private final RestoreRevision restore;
    private final CopyLocale copyLocale;

    EntryActionsController(Types types, EntryReads reads, Revisions revisions, TrashEntries trash,
            UntrashEntries untrash, PurgeEntries purge, DuplicateEntry duplicate, RestoreRevision restore,
            CopyLocale copyLocale) {
        this.types = types;
        this.reads = reads;
        this.revisions = revisions;
        this.trash = trash;
        this.untrash = untrash;
        this.purge = purge;
        this.duplicate = duplicate;
        this.restore = restore;
        this.copyLocale = copyLocale;
    }

    /** The locale that a call on a whole entry refers to; by default the first one in which the entry exists. */
    private String effectiveLocale(String type, UUID id, @Nullable String locale, Actor actor) {
        return locale == null
                ? reads.firstLocale(type, id, actor)
                : reads.variant(type, id, locale, actor).locale();
    }

    /** Moves the entry to the trash in all locales; with {@code purge}, permanently deletes a trashed one. */
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String type, @PathVariable UUID id,
            @RequestParam(name = "purge", defaultValue = "false") boolean permanently,
            @RequestParam(defaultValue = "false") boolean force,
            @RequestParam(required = false) @Nullable String locale,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch, Actor actor) {
        String read = effectiveLocale(type, id, locale, actor);
        if (permanently) {
            purge.one(type, id, read, ExpectedVersion.parse(ifMatch), force, actor);
        } else {
            trash.one(type, id, read, ExpectedVersion.parse(ifMatch), force, actor);
        }
    }

    /** Out of the trash; the contract has both paths. */
    @PostMapping({"/untrash", "/restore"})
    ResponseEntity<EntryView> untrash(@PathVariable String type, @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String locale, Actor actor) {
        long model = types.version();
        String read = effectiveLocale(type, id, locale, actor);
        untrash.untrash(type, List.of(id), actor);
        return tagged(reads.variant(type, id, read, actor), model);
    }

    @PostMapping("/duplicate")
    ResponseEntity<EntryView> duplicate(@PathVariable String type, @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String locale, Actor actor) {
        long model = types.version();
        String read = effectiveLocale(type, id, locale, actor);
        UUID copy = duplicate.duplicate(type, id, actor);
        VariantView variant = reads.variant(type, copy, read, actor);
        return ResponseEntity.created(URI.create("/api/entries/" + type + "/" + copy))
                .eTag(EntryView.tag(variant, model)).body(EntryView.of(variant));
    }

    /** Without {@code If-Match}, the entry must not exist in the target locale. */
    @PostMapping("/locales/{to}/copy")
    ResponseEntity<EntryView> copy(@PathVariable String type, @PathVariable UUID id, @PathVariable String to,
            @RequestParam(required = false) @Nullable String from,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch, Actor actor) {
        long model = types.version();
        copyLocale.copy(type, id, from, to, ifMatch == null ? ExpectedVersion.of(0) : ExpectedVersion.parse(ifMatch),
                actor);
        return tagged(reads.variant(type, id, to, actor), model);
    }

    /** Newest first. */
    @GetMapping("/revisions")
    Page<Revision> revisions(@PathVariable String type, @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String locale,
            @RequestParam(required = false) @Nullable Integer after,
            @RequestParam(defaultValue = Page.DEFAULT_SIZE) @Between(min = 1, max = Page.MAX_SIZE) int size,
            Actor actor) {
        VariantView variant = reads.variant(type, id, locale, actor);
        return Page.of(revisions.before(after == null ? Integer.MAX_VALUE : after, variant, size + 1), size,
                Revision::number);
    }

    /**
     * A revision's values under their current field names. Blocks of types that no longer exist are left out; a header
     * gives their number.
     */
    @GetMapping("/revisions/{number}")
    ResponseEntity<ObjectNode> revision(@PathVariable String type, @PathVariable UUID id, @PathVariable int number,
            @RequestParam(required = false) @Nullable String locale, Actor actor) {
        VariantView variant = reads.variant(type, id, locale, actor);
        ObjectNode stored = revisions.fields(variant, number)
                .orElseThrow(() -> new NotFoundException("There is no revision " + number + "."));
        return omitting(revisions.omittedBlocks(variant, number)).body(Values.show(variant.type(), stored));
    }

    private static ResponseEntity.BodyBuilder omitting(int blocks) {
        return blocks == 0
                ? ResponseEntity.ok()
                : ResponseEntity.ok().header(OMITTED_BLOCKS, Integer.toString(blocks));
    }

    @PostMapping("/revisions/{number}/restore")
    ResponseEntity<EntryView> restore(@PathVariable String type, @PathVariable UUID id, @PathVariable int number,
            @RequestParam(required = false) @Nullable String locale,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch, Actor actor) {
        long model = types.version();
        restore.restore(type, id, locale, number, ExpectedVersion.parse(ifMatch), actor);
        VariantView variant = reads.variant(type, id, locale, actor);
        return omitting(revisions.omittedBlocks(variant, number)).eTag(EntryView.tag(variant, model))
                .body(EntryView.of(variant));
    }

    /** JSON form of a referring entry. */
    record Referrer(UUID id, String type, String locale, String title, List<String> locales,
            List<FieldPlace> fields) {
        static Referrer of(EntryUsage usage) {
            EntryRow row = usage.entry();
            return new Referrer(row.id(), row.type(), row.locale(), row.title(), usage.locales(), usage.fields());
        }
    }

    @ExceptionHandler
    ProblemDetail on(ReferencedException e) {
        ProblemDetail problem = Problems.of(HttpStatus.CONFLICT,
                e.getMessage() + ".");
        problem.setProperty("permittedBy", "force=true");
        problem.setProperty("references", e.referrers().stream().map(Referrer::of).toList());
        return problem;
    }

    private static ResponseEntity<EntryView> tagged(VariantView variant, long model) {
        return ResponseEntity.ok().eTag(EntryView.tag(variant, model)).body(EntryView.of(variant));
    }
}
