package dev.headrace.admin.releases;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.headrace.admin.access.Actor;
import dev.headrace.admin.publishing.DocumentKey;
import dev.headrace.admin.publishing.Ending;
import dev.headrace.admin.releases.CheckRelease.Finding;
import dev.headrace.admin.releases.CheckRelease.Findings;
import dev.headrace.admin.releases.EditRelease.Addition;
import dev.headrace.admin.releases.ReleasedEntries.Line;
import dev.headrace.admin.scheduling.PlannedTime;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.web.Between;
import dev.headrace.admin.web.EntityTags;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.NotFoundException;
import dev.headrace.admin.web.Page;
import dev.headrace.model.EntryId;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
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

/** API of releases. Calls that change one accept {@code If-Match} with its version, and return it. */
@RestController
@RequestMapping("/api/releases")
class ReleaseController {

    private final EditRelease edit;
    private final CheckRelease check;
    private final PublishRelease publish;
    private final ScheduleRelease schedule;
    private final RollBackRelease rollBack;
    private final ReleaseViews views;
    private final ReleasedEntries entries;
    private final Types types;
    private final Clock clock;

    ReleaseController(EditRelease edit, CheckRelease check, PublishRelease publish, ScheduleRelease schedule,
            RollBackRelease rollBack, ReleaseViews views, ReleasedEntries entries, Types types, Clock clock) {
        this.edit = edit;
        this.check = check;
        this.publish = publish;
        this.schedule = schedule;
        this.rollBack = rollBack;
        this.views = views;
        this.entries = entries;
        this.types = types;
        this.clock = clock;
    }

    /** A new name. */
    record NewName(@Nullable String name) {}

    private ResponseEntity<ReleaseView> answer(HttpStatus status, UUID id) {
        ReleaseView release = views.get(id);
        return ResponseEntity.status(status).eTag(Integer.toString(release.version())).body(release);
    }

    @GetMapping
    Page<ReleaseView> list(@RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = Page.DEFAULT_SIZE) @Between(min = 1, max = Page.MAX_SIZE) int size) {
        return views.latest(after, size);
    }

    @PostMapping
    ResponseEntity<ReleaseView> create(@RequestBody NewName body, Actor actor) {
        ReleaseView release = views.get(edit.create(body.name(), actor));
        return ResponseEntity.created(URI.create("/api/releases/" + release.id()))
                .eTag(Integer.toString(release.version())).body(release);
    }

    @GetMapping("/{id}")
    ResponseEntity<ReleaseView> get(@PathVariable UUID id) {
        return answer(HttpStatus.OK, id);
    }

    @PatchMapping("/{id}")
    ResponseEntity<ReleaseView> rename(@PathVariable UUID id, @RequestBody NewName body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch, Actor actor) {
        edit.rename(id, body.name(), EntityTags.parse(ifMatch), actor);
        return answer(HttpStatus.OK, id);
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(@PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch, Actor actor) {
        edit.delete(id, EntityTags.parse(ifMatch), actor);
        return ResponseEntity.noContent().build();
    }

    /** JSON form of an item. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ItemView(UUID entry, String type, String locale, String title, String action, @Nullable Integer version,
            Ending.@Nullable Kind as, @Nullable String to, int draftVersion, @Nullable Integer publishedVersion,
            @Nullable String obstacle, @Nullable String warning) {

        static ItemView of(Line line) {
            ReleaseItem item = line.item();
            return new ItemView(line.entry().id(), line.entry().type(), line.entry().locale(), line.entry().title(),
                    item.action(), item.version(), item.ending().kind(), item.ending().to(), line.entry().version(),
                    line.published(), line.obstacle(), line.warning());
        }
    }

    @GetMapping("/{id}/entries")
    Page<ItemView> entries(@PathVariable UUID id, @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = Page.DEFAULT_SIZE) @Between(min = 1, max = Page.MAX_SIZE) int size,
            Actor actor) {
        views.get(id);
        return entries.list(id, after == null ? null : position(after), size, actor).map(ItemView::of);
    }

    static DocumentKey position(String after) {
        int separator = after.indexOf('/');
        String entry = after.substring(0, Math.max(0, separator));
        if (!EntryId.isId(entry)) {
            throw new InvalidInputException("/after", "must be the 'next' of a page of the same list");
        }
        return new DocumentKey(UUID.fromString(entry), after.substring(separator + 1));
    }

    /** What a release does. */
    enum ItemAction {
        publish, unpublish
    }

    /**
     * What a release does with a variant.
     *
     * @param entry only in lists
     * @param locale only in lists; omitted for the default
     * @param action omitted to publish
     * @param version the revision to publish; omitted for the current draft
     */
    record NewItem(@Nullable UUID entry, @Nullable String locale, @Nullable ItemAction action,
            @Nullable Integer version, Ending.@Nullable Kind as, @Nullable String to) {

        Addition addition(UUID id, @Nullable String in) {
            boolean isRemoval = action == ItemAction.unpublish;
            if (isRemoval && version != null) {
                throw new InvalidInputException("/version", "is allowed only to publish");
            }
            if (!isRemoval && (as != null || to != null)) {
                throw new InvalidInputException("/as", "is allowed only to unpublish");
            }
            return new Addition(id, in, version, isRemoval ? Ending.parse(as, to) : null);
        }
    }

    @PutMapping("/{id}/entries/{entry}")
    ResponseEntity<ReleaseView> put(@PathVariable UUID id, @PathVariable UUID entry,
            @RequestParam(required = false) @Nullable String locale,
            @RequestBody(required = false) @Nullable NewItem body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch, Actor actor) {
        NewItem item = body == null ? new NewItem(null, null, null, null, null, null) : body;
        if (item.entry() != null || item.locale() != null) {
            throw new InvalidInputException(item.entry() != null ? "/entry" : "/locale",
                    "is allowed only in lists; the path has the entry, and the parameter 'locale' the locale");
        }
        edit.add(id, List.of(item.addition(entry, locale)), EntityTags.parse(ifMatch), actor);
        return answer(HttpStatus.OK, id);
    }

    /** Several items. */
    record NewItems(@Nullable List<@Nullable NewItem> entries) {}

    @PostMapping("/{id}/entries")
    ResponseEntity<ReleaseView> add(@PathVariable UUID id, @RequestBody NewItems body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch, Actor actor) {
        List<Addition> additions = new ArrayList<>();
        for (NewItem item : Optional.ofNullable(body.entries())
                .orElseThrow(() -> new InvalidInputException("/entries", "is required"))) {
            if (item == null || item.entry() == null) {
                throw new InvalidInputException("/entries/" + additions.size() + "/entry", "is required");
            }
            additions.add(item.addition(item.entry(), item.locale()));
        }
        edit.add(id, additions, EntityTags.parse(ifMatch), actor);
        return answer(HttpStatus.OK, id);
    }

    @DeleteMapping("/{id}/entries/{entry}")
    ResponseEntity<ReleaseView> remove(@PathVariable UUID id, @PathVariable UUID entry,
            @RequestParam(required = false) @Nullable String locale,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch, Actor actor) {
        DocumentKey key = new DocumentKey(entry, types.locales().check(locale));
        if (edit.remove(id, List.of(key), EntityTags.parse(ifMatch), actor) == 0) {
            throw new NotFoundException("The release does not have this entry in the locale '" + key.locale() + "'.");
        }
        return answer(HttpStatus.OK, id);
    }

    /** Lets the release publish the current drafts. */
    @PostMapping("/{id}/use-drafts")
    ResponseEntity<ReleaseView> useDrafts(@PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch, Actor actor) {
        edit.useDrafts(id, EntityTags.parse(ifMatch), actor);
        return answer(HttpStatus.OK, id);
    }

    /** JSON form of a finding. */
    record FindingView(UUID entry, String type, String locale, String title, String message) {

        static FindingView of(Finding finding) {
            return new FindingView(finding.line().entry().id(), finding.line().entry().type(),
                    finding.line().entry().locale(), finding.line().entry().title(), finding.message());
        }
    }

    /** JSON form of what a check found. */
    record CheckView(boolean publishable, int entries, List<FindingView> obstacles, List<FindingView> warnings) {}

    @PostMapping("/{id}/check")
    CheckView check(@PathVariable UUID id, Actor actor) {
        Findings found = check.check(id, actor);
        return new CheckView(found.publishable(), found.entries(),
                found.obstacles().stream().map(FindingView::of).toList(),
                found.warnings().stream().map(FindingView::of).toList());
    }

    /** Answers at once; the release's state and receipt tell when readers get it. */
    @PostMapping("/{id}/publish")
    ResponseEntity<ReleaseView> publish(@PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch, Actor actor) {
        publish.publish(id, EntityTags.parse(ifMatch), actor);
        return answer(HttpStatus.ACCEPTED, id);
    }

    /** A time, with an offset or a zone. */
    record NewTime(@Nullable String at, @Nullable String zone) {}

    @PostMapping("/{id}/schedule")
    ResponseEntity<ReleaseView> schedule(@PathVariable UUID id, @RequestBody NewTime body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch, Actor actor) {
        schedule.schedule(id, PlannedTime.parse(body.at(), body.zone(), clock.instant()), EntityTags.parse(ifMatch),
                actor);
        return answer(HttpStatus.OK, id);
    }

    @DeleteMapping("/{id}/schedule")
    ResponseEntity<ReleaseView> cancel(@PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch, Actor actor) {
        schedule.cancel(id, EntityTags.parse(ifMatch), actor);
        return answer(HttpStatus.OK, id);
    }

    @PostMapping("/{id}/rollback")
    ResponseEntity<ReleaseView> rollBack(@PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch, Actor actor) {
        rollBack.rollBack(id, EntityTags.parse(ifMatch), actor);
        return answer(HttpStatus.ACCEPTED, id);
    }
}
