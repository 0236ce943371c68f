package dev.headrace.admin.content;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.headrace.admin.access.Actor;
import dev.headrace.admin.content.SaveEntry.Saved;
import dev.headrace.admin.finding.EntryLists;
import dev.headrace.admin.finding.EntryQuery;
import dev.headrace.admin.finding.EntryQueryReader;
import dev.headrace.admin.finding.EntryRow;
import dev.headrace.admin.finding.EntryUsage;
import dev.headrace.admin.finding.EntryUsages;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.web.AnyParameters;
import dev.headrace.admin.web.Between;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.InvalidInputException.Problem;
import dev.headrace.admin.web.Page;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
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
import tools.jackson.databind.node.ObjectNode;

/** API for listing, reading and saving entries. */
@RestController
@RequestMapping("/api/entries/{type}")
class EntryController {

    private final Types types;
    private final EntryReads reads;
    private final EntryLists lists;
    private final EntryUsages usages;
    private final SaveEntry saveEntry;

    EntryController(Types types, EntryReads reads, EntryLists lists, EntryUsages usages, SaveEntry saveEntry) {
        this.types = types;
        this.reads = reads;
        this.lists = lists;
        this.usages = usages;
        this.saveEntry = saveEntry;
    }

    /** The body of a request that creates or changes an entry. */
    record Draft(@Nullable ObjectNode fields, @JsonAnySetter @Nullable Map<String, JsonNode> unknown) {
        ObjectNode given() {
            if (unknown != null && !unknown.isEmpty()) {
                throw new InvalidInputException(unknown.keySet().stream()
                        .map(key -> new Problem("/" + key.replace("~", "~0").replace("/", "~1"), "is not a known key"))
                        .toList());
            }
            if (fields == null) {
                throw new InvalidInputException("/fields", "is missing");
            }
            return fields;
        }
    }

    /**
     * A {@link Page} with the number of entries in the whole list.
     *
     * @param total capped at {@link EntryLists#MAX_COUNTED}
     */
    record Listing(@JsonUnwrapped Page<EntryRow> page, int total) {}

    @GetMapping
    @AnyParameters
    Listing list(@PathVariable String type, @RequestParam MultiValueMap<String, String> parameters,
            Actor actor) {
        ContentType listed = types.get(type);
        EntryQuery query = EntryQueryReader.read(listed, types.locales(), parameters);
        EntryLists.Page page = lists.page(listed, query, actor);
        return new Listing(new Page<>(page.rows(), page.next()), page.total().counted());
    }

    @PostMapping
    ResponseEntity<EntryView> create(@PathVariable String type, @RequestParam(required = false) @Nullable String locale,
            @RequestBody Draft draft, Actor actor) {
        long model = types.version();
        Saved saved = saveEntry.create(type, locale, draft.given(), null, actor);
        VariantView variant = reads.variant(type, saved.id(), saved.locale(), actor);
        return ResponseEntity.created(URI.create("/api/entries/" + type + "/" + saved.id()))
                .eTag(EntryView.tag(variant, model)).body(EntryView.of(variant));
    }

    @GetMapping("/{id}")
    ResponseEntity<EntryView> get(@PathVariable String type, @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String locale, Actor actor) {
        long model = types.version();
        return tagged(reads.variant(type, id, locale, actor), model);
    }

    @PutMapping("/{id}")
    ResponseEntity<EntryView> put(@PathVariable String type, @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String locale, @RequestBody Draft draft,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch, Actor actor) {
        long model = types.version();
        saveEntry.replace(type, id, locale, draft.given(), ExpectedVersion.parse(ifMatch), actor);
        return tagged(reads.variant(type, id, locale, actor), model);
    }

    @PatchMapping("/{id}")
    ResponseEntity<EntryView> patch(@PathVariable String type, @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String locale, @RequestBody Draft draft,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch, Actor actor) {
        long model = types.version();
        saveEntry.patch(type, id, locale, draft.given(), ExpectedVersion.parse(ifMatch), actor);
        return tagged(reads.variant(type, id, locale, actor), model);
    }

    /** The entries that refer to this one, the most recently created first; references have no locale. */
    @GetMapping("/{id}/references")
    Page<EntryUsage> references(@PathVariable String type, @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String locale,
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(defaultValue = Page.DEFAULT_SIZE) @Between(min = 1, max = Page.MAX_SIZE) int size,
            Actor actor) {
        reads.variant(type, id, locale == null ? reads.firstLocale(type, id, actor) : locale, actor);
        return usages.page(id, after, size, actor);
    }

    /** @param model the model's version before the entry was read */
    private static ResponseEntity<EntryView> tagged(VariantView variant, long model) {
        return ResponseEntity.ok().eTag(EntryView.tag(variant, model)).body(EntryView.of(variant));
    }
}
