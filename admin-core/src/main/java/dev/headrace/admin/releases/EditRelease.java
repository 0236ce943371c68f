package dev.headrace.admin.releases;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Permission;
import dev.headrace.admin.activity.ActivityLog;
import dev.headrace.admin.finding.EntryRow;
import dev.headrace.admin.publishing.DocumentKey;
import dev.headrace.admin.publishing.Ending;
import dev.headrace.admin.publishing.Replacements;
import dev.headrace.admin.schema.Values;
import dev.headrace.admin.web.EntityTags;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.RefusedException;
import dev.headrace.model.EntryId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.JsonNodeFactory;

/** Composes releases. */
@Service
class EditRelease {

    /** A release is published in one transaction. */
    static final int MAX_ITEMS = 20_000;
    /** Items that one call adds. */
    static final int MAX_ADDED = 1_000;
    private static final int MAX_OPEN = 500;
    private static final int MAX_NAME = 200;

    private final Releases releases;
    private final LockedRelease locked;
    private final ReleaseItems items;
    private final ReleasedEntries entries;
    private final Replacements replacements;
    private final CacheTimes cacheTimes;
    private final ActivityLog activity;
    private final Clock clock;

    EditRelease(Releases releases, LockedRelease locked, ReleaseItems items, ReleasedEntries entries,
            Replacements replacements, CacheTimes cacheTimes, ActivityLog activity, Clock clock) {
        this.releases = releases;
        this.locked = locked;
        this.items = items;
        this.entries = entries;
        this.replacements = replacements;
        this.cacheTimes = cacheTimes;
        this.activity = activity;
        this.clock = clock;
    }

    /**
     * Creates an empty release.
     *
     * @throws InvalidInputException if the name is blank or too long
     * @throws RefusedException if too many releases are open
     */
    @Transactional
    public UUID create(@Nullable String name, Actor actor) {
        actor.require(Permission.publishContent);
        if (releases.countByState(Release.State.open) >= MAX_OPEN) {
            throw new RefusedException("There are " + MAX_OPEN + " open releases, which is the maximum.");
        }
        Release release = releases
                .save(new Release(EntryId.fresh(), checked(name), actor.name(), clock.instant()));
        activity.record(actor, ReleaseActions.CREATE, release.subject(), null, null);
        return release.id();
    }

    private static String checked(@Nullable String name) {
        String text = Values.normalized("/name", name == null ? "" : name).strip();
        if (Values.isBlank(text)) {
            throw new InvalidInputException("/name", "is required");
        }
        if (text.codePointCount(0, text.length()) > MAX_NAME) {
            throw new InvalidInputException("/name", "is longer than " + MAX_NAME + " characters");
        }
        return text;
    }

    /** @throws RefusedException if it was published */
    @Transactional
    public void rename(UUID id, @Nullable String name, Optional<EntityTags> ifMatch, Actor actor) {
        actor.require(Permission.publishContent);
        Release release = locked.get(id, ifMatch);
        String former = release.name();
        release.rename(checked(name), actor.name(), clock.instant());
        activity.record(actor, ReleaseActions.RENAME, release.subject(),
                JsonNodeFactory.instance.objectNode().put("name", former),
                JsonNodeFactory.instance.objectNode().put("name", release.name()));
    }

    /**
     * Deletes a release that was not published, or that was rolled back or is live; what readers get stays.
     *
     * @throws RefusedException while it is going live or being rolled back
     */
    @Transactional
    public void delete(UUID id, Optional<EntityTags> ifMatch, Actor actor) {
        actor.require(Permission.publishContent);
        Release release = locked.get(id, ifMatch);
        if (release.state() == Release.State.publishing || release.state() == Release.State.returning) {
            throw new RefusedException("The release is going live or being rolled back; try again when it is.");
        }
        if (release.dueAt().isPresent()) {
            release.unschedule();
            cacheTimes.changed(id, actor);
        }
        releases.delete(release);
        activity.record(actor, ReleaseActions.DELETE, release.subject(), null, null);
    }

    /**
     * A variant to add.
     *
     * @param locale null for the default
     * @param version the revision to publish; null for the current draft
     * @param ending how to unpublish it; null to publish
     */
    record Addition(UUID entry, @Nullable String locale, @Nullable Integer version, @Nullable Ending ending) {}

    /**
     * Adds variants, instead of what the release does with them so far: all or none.
     *
     * @throws dev.headrace.admin.web.NotFoundException if an entry does not exist in its locale, or the actor may not see it
     * @throws InvalidInputException if a revision does not exist, or an ending is invalid
     * @throws RefusedException if the release was published, or has too many items
     */
    @Transactional
    public void add(UUID id, List<Addition> additions, Optional<EntityTags> ifMatch, Actor actor) {
        actor.require(Permission.publishContent);
        if (additions.size() > MAX_ADDED) {
            throw new InvalidInputException("/entries", "has more than " + MAX_ADDED + " entries");
        }
        Release release = locked.get(id, ifMatch);
        release.mustBeOpen();
        Map<DocumentKey, EntryRow> found = entries.of(additions, actor);
        NavigableMap<DocumentKey, ReleaseItem> byKey = new TreeMap<>();
        additions.forEach(addition -> {
            ReleaseItem item = item(addition, found, actor);
            if (byKey.put(item.key(), item) != null) {
                throw new InvalidInputException("/entries", "has the entry " + item.key().entryId()
                        + " twice in the locale '" + item.key().locale() + "'");
            }
        });
        List<ReleaseItem> added = List.copyOf(byKey.values());
        items.put(id, added, actor.name(), clock.instant());
        if (items.count(id) > MAX_ITEMS) {
            throw new RefusedException("A release can have no more than " + MAX_ITEMS + " entries.");
        }
        release.edited(actor.name(), clock.instant());
        activity.record(actor, ReleaseActions.ADD, release.subject(), null,
                JsonNodeFactory.instance.objectNode().put("entries", added.size()));
        if (release.dueAt().isPresent()) {
            cacheTimes.changed(found.keySet(), entries.types(id, actor));
        }
    }

    private ReleaseItem item(Addition addition, Map<DocumentKey, EntryRow> found, Actor actor) {
        DocumentKey key = entries.key(addition);
        EntryRow entry = Optional.ofNullable(found.get(key)).orElseThrow();
        if (addition.ending() != null) {
            replacements.mustExist(addition.ending(), addition.entry(), actor);
            return ReleaseItem.removal(key, addition.ending());
        }
        int version = addition.version() == null ? entry.version() : addition.version();
        if (version < 1 || version > entry.version()) {
            throw new InvalidInputException("/version",
                    "must be the number of a revision, from 1 to " + entry.version());
        }
        return ReleaseItem.publication(key, version);
    }

    /**
     * Removes variants from an open release.
     *
     * @return how many it had
     */
    @Transactional
    public int remove(UUID id, List<DocumentKey> keys, Optional<EntityTags> ifMatch, Actor actor) {
        actor.require(Permission.publishContent);
        Release release = locked.get(id, ifMatch);
        release.mustBeOpen();
        Map<UUID, String> typeNames = release.dueAt().isPresent() ? entries.types(id, actor) : Map.of();
        int removed = items.remove(id, keys);
        if (removed > 0) {
            release.edited(actor.name(), clock.instant());
            activity.record(actor, ReleaseActions.REMOVE, release.subject(),
                    JsonNodeFactory.instance.objectNode().put("entries", removed), null);
            cacheTimes.changed(keys, typeNames);
        }
        return removed;
    }

    /**
     * Lets an open release publish the current drafts of entries that were edited since they were added.
     *
     * @return how many there were
     */
    @Transactional
    public int useDrafts(UUID id, Optional<EntityTags> ifMatch, Actor actor) {
        actor.require(Permission.publishContent);
        Release release = locked.get(id, ifMatch);
        release.mustBeOpen();
        List<ReleaseItem> edited = entries.edited(id, actor);
        if (!edited.isEmpty()) {
            items.put(id, edited, actor.name(), clock.instant());
            release.edited(actor.name(), clock.instant());
            activity.record(actor, ReleaseActions.ADD, release.subject(), null,
                    JsonNodeFactory.instance.objectNode().put("newerDrafts", edited.size()));
        }
        return edited.size();
    }
}
