package dev.headrace.admin.content;

import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.staff.Actor;
import dev.headrace.admin.web.AnyParameters;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.NotFoundException;
import dev.headrace.admin.web.VersionTag;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Entries for programs. */
@RestController
@RequestMapping("/api/entries/{type}")
class EntryController {

    private static final int MOST_REVISIONS = 200;

    private final Types types;
    private final Entries entries;
    private final EntryLists lists;
    private final Revisions revisions;
    private final SaveEntry saveEntry;
    private final JsonMapper json;

    EntryController(Types types, Entries entries, EntryLists lists, Revisions revisions, SaveEntry saveEntry,
            JsonMapper json) {
        this.types = types;
        this.entries = entries;
        this.lists = lists;
        this.revisions = revisions;
        this.saveEntry = saveEntry;
        this.json = json;
    }

    /** What a client sends to create or change an entry. */
    record Draft(@Nullable ObjectNode fields) {
        ObjectNode given() {
            if (fields == null) {
                throw new InvalidInputException("/fields", "is missing");
            }
            return fields;
        }
    }

    /** A page of a list. */
    record Listing(List<EntryLists.Row> items, int total, int page, int size) {}

    @GetMapping
    @AnyParameters
    Listing list(@PathVariable String type, @RequestParam Map<String, String> parameters) {
        EntryQuery query = query(new LinkedHashMap<>(parameters));
        EntryLists.Page page = lists.page(types.get(type), query);
        return new Listing(page.rows(), page.total(), query.page(), query.size());
    }

    @PostMapping
    ResponseEntity<EntryView> create(@PathVariable String type, @RequestBody Draft draft, Actor actor) {
        long model = types.version();
        Entry entry = saveEntry.create(type, draft.given(), actor);
        return ResponseEntity.created(URI.create("/api/entries/" + type + "/" + entry.id()))
                .eTag(tag(entry, model)).body(EntryView.of(entry));
    }

    @GetMapping("/{id}")
    ResponseEntity<EntryView> get(@PathVariable String type, @PathVariable UUID id) {
        long model = types.version();
        return tagged(find(types.get(type), id), model);
    }

    @PutMapping("/{id}")
    ResponseEntity<EntryView> put(@PathVariable String type, @PathVariable UUID id, @RequestBody Draft draft,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch, Actor actor) {
        long model = types.version();
        return tagged(saveEntry.replace(type, id, draft.given(), VersionTag.parse(ifMatch), actor), model);
    }

    @PatchMapping("/{id}")
    ResponseEntity<EntryView> patch(@PathVariable String type, @PathVariable UUID id, @RequestBody Draft draft,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch, Actor actor) {
        long model = types.version();
        return tagged(saveEntry.change(type, id, draft.given(), VersionTag.parse(ifMatch), actor), model);
    }

    @GetMapping("/{id}/revisions")
    List<Revisions.Revision> revisions(@PathVariable String type, @PathVariable UUID id) {
        return revisions.latest(find(types.get(type), id).id(), MOST_REVISIONS);
    }

    @GetMapping("/{id}/revisions/{number}")
    JsonNode revision(@PathVariable String type, @PathVariable UUID id, @PathVariable int number) {
        return revisions.fields(find(types.get(type), id).id(), number).map(json::readTree)
                .orElseThrow(() -> new NotFoundException("There is no revision " + number + "."));
    }

    private Entry find(ContentType type, UUID id) {
        return entries.findByIdAndType(id, type.name())
                .orElseThrow(() -> new NotFoundException("There is no " + type.name() + " with the id " + id + "."));
    }

    /** @param model the model's version before the entry was looked at */
    private static ResponseEntity<EntryView> tagged(Entry entry, long model) {
        return ResponseEntity.ok().eTag(tag(entry, model)).body(EntryView.of(entry));
    }

    /** What an entry's view says depends on its draft, on what became of its publication, and on the model. */
    private static String tag(Entry entry, long model) {
        return VersionTag.of(entry.version(), entry.publicationChangedAt().map(Instant::toEpochMilli).orElse(0L),
                model);
    }

    private static EntryQuery query(Map<String, String> parameters) {
        String text = take(parameters, "q", "");
        String status = take(parameters, "status", "");
        String sort = take(parameters, "sort", EntryQuery.DEFAULT_SORT);
        int page = number("page", take(parameters, "page", "1"));
        int size = number("size", take(parameters, "size", "50"));
        return new EntryQuery(text, status.isEmpty() ? null : status(status), parameters, sort, page, size);
    }

    private static String take(Map<String, String> parameters, String name, String otherwise) {
        String value = parameters.remove(name);
        return value == null ? otherwise : value;
    }

    private static int number(String name, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new InvalidInputException("/" + name, "must be a whole number");
        }
    }

    private static Entry.Status status(String text) {
        try {
            return Entry.Status.valueOf(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("/status", "must be draft, published, changed or unpublished");
        }
    }
}
