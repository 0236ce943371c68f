package dev.headrace.admin.redirects;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Permission;
import dev.headrace.admin.activity.ActivityLog;
import dev.headrace.admin.redirects.StoredRedirects.Row;
import dev.headrace.admin.web.ConflictException;
import dev.headrace.admin.web.EntityTags;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.InvalidInputException.Problem;
import dev.headrace.admin.web.NotFoundException;
import dev.headrace.admin.web.RefusedException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.JsonNodeFactory;

/** Saves, deletes and imports redirects. Those that lead back to themselves are rejected. */
@Service
class EditRedirects {

    /** Each edge has all of them in memory. */
    static final int MAX_REDIRECTS = 10_000;
    private static final int MAX_PROBLEMS = 50;
    /** Paths of a loop that its problem names. */
    private static final int MAX_LOOP = 5;

    private final StoredRedirects redirects;
    private final ActivityLog activity;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    EditRedirects(StoredRedirects redirects, ActivityLog activity, ApplicationEventPublisher events, Clock clock) {
        this.redirects = redirects;
        this.activity = activity;
        this.events = events;
        this.clock = clock;
    }

    /** What an import does, or would do. */
    record Effect(int created, int changed, int unchanged) {}

    /**
     * Saves a redirect, instead of the one of its path if there is one.
     *
     * @param ifMatch accepted tags of the present one; empty for any, or none
     * @return whether it is new
     * @throws InvalidInputException if it would lead back to itself
     * @throws ConflictException if the present one has none of the tags
     * @throws RefusedException if there are too many
     */
    @Transactional
    public boolean put(Redirect redirect, Optional<EntityTags> ifMatch, Actor actor) {
        actor.require(Permission.publishContent);
        redirects.lock();
        mustMatch(redirects.find(redirect.path()), ifMatch);
        RedirectTable table = new RedirectTable(redirects.all());
        Optional<Redirect> former = table.find(redirect.path());
        table.put(redirect);
        mustFit(table);
        List<String> loop = table.ends().loop(redirect);
        if (!loop.isEmpty()) {
            throw new InvalidInputException("/to", leadsBack(loop));
        }
        redirects.put(List.of(redirect), actor.name(), clock.instant());
        activity.record(actor, RedirectActions.PUT, RedirectActions.REDIRECT.of(redirect.path()),
                former.map(RedirectActions::state).orElse(null), RedirectActions.state(redirect));
        events.publishEvent(new RedirectsChanged());
        return former.isEmpty();
    }

    private static void mustMatch(Optional<Row> present, Optional<EntityTags> ifMatch) {
        if (ifMatch.isPresent() && present.filter(row -> ifMatch.get().match(row.version())).isEmpty()) {
            throw new ConflictException("The redirect was changed by somebody else.");
        }
    }

    private static String leadsBack(List<String> loop) {
        List<String> shown = new ArrayList<>(loop.subList(0, Math.min(MAX_LOOP, loop.size())));
        if (shown.size() < loop.size()) {
            shown.add("…");
            shown.add(loop.getLast());
        }
        return "leads back to itself: " + String.join(" → ", shown);
    }

    private static void mustFit(RedirectTable table) {
        if (table.size() > MAX_REDIRECTS) {
            throw new RefusedException("There can be no more than " + MAX_REDIRECTS + " redirects.");
        }
    }

    /**
     * Deletes a redirect.
     *
     * @param text its path
     * @param ifMatch accepted tags of the redirect; empty for any
     * @throws InvalidInputException if it is not a path
     * @throws NotFoundException if the path has no redirect
     * @throws ConflictException if it has none of the tags
     */
    @Transactional
    public void delete(String text, Optional<EntityTags> ifMatch, Actor actor) {
        actor.require(Permission.publishContent);
        String path = Redirect.parsePath(text);
        redirects.lock();
        Row present = redirects.find(path).orElseThrow(() -> notFound(path));
        mustMatch(Optional.of(present), ifMatch);
        Redirect former = present.redirect();
        redirects.delete(path);
        activity.record(actor, RedirectActions.DELETE, RedirectActions.REDIRECT.of(path),
                RedirectActions.state(former), null);
        events.publishEvent(new RedirectsChanged());
    }

    static NotFoundException notFound(String path) {
        return new NotFoundException("The path " + path + " has no redirect.");
    }

    /**
     * Saves redirects, all or none. Others stay as they are.
     *
     * @param lines the redirects by the numbers of their lines
     * @param dryRun whether only to check them
     * @throws InvalidInputException naming the lines of repeated paths, and of redirects that would lead back to themselves
     * @throws RefusedException if there would be too many
     */
    @Transactional
    public Effect importAll(SequencedMap<Integer, Redirect> lines, boolean dryRun, Actor actor) {
        actor.require(Permission.publishContent);
        if (!dryRun) {
            redirects.lock();
        }
        RedirectTable before = new RedirectTable(redirects.all());
        RedirectTable after = new RedirectTable(redirects.all());
        lines.values().forEach(after::put);
        reject(lines, after);
        mustFit(after);
        List<Redirect> changed = lines.values().stream()
                .filter(redirect -> !before.find(redirect.path()).equals(Optional.of(redirect))).toList();
        int created = after.size() - before.size();
        if (!dryRun && !changed.isEmpty()) {
            redirects.put(changed, actor.name(), clock.instant());
            activity.record(actor, RedirectActions.IMPORT,
                    RedirectActions.REDIRECT.of("import", changed.size() + " redirects"), null,
                    JsonNodeFactory.instance.objectNode().put("created", created)
                            .put("changed", changed.size() - created));
            events.publishEvent(new RedirectsChanged());
        }
        return new Effect(created, changed.size() - created, lines.size() - changed.size());
    }

    private static void reject(SequencedMap<Integer, Redirect> lines, RedirectTable after) {
        List<Problem> problems = new ArrayList<>();
        Map<String, Integer> first = new LinkedHashMap<>();
        RedirectEnds ends = after.ends();
        lines.forEach((line, redirect) -> {
            Integer other = first.putIfAbsent(redirect.path(), line);
            List<String> loop = other == null ? ends.loop(redirect) : List.of();
            if (problems.size() >= MAX_PROBLEMS) {
                return;
            }
            if (other != null) {
                problems.add(new Problem("", "has the same path as line " + other, line, 1));
            } else if (!loop.isEmpty()) {
                problems.add(new Problem("", leadsBack(loop), line, 1));
            }
        });
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
    }
}
