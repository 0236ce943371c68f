package dev.headrace.admin.releases;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.content.EntryReads;
import dev.headrace.admin.content.VariantView;
import dev.headrace.admin.publishing.DocumentKey;
import dev.headrace.admin.publishing.Ending;
import dev.headrace.admin.releases.EditRelease.Addition;
import dev.headrace.admin.releases.ReleasedEntries.Line;
import dev.headrace.admin.scheduling.PlannedTime;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.web.ConflictException;
import dev.headrace.admin.web.EntityTags;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.NotFoundException;
import dev.headrace.admin.web.Page;
import dev.headrace.admin.web.RefusedException;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The list of releases, the page of one, and the part of an entry's page about the releases that have it. */
@Controller
class ReleasePages {

    private static final int LINES = 50;
    private static final int CHOICES = 100;
    private static final String LIST = "/admin/releases";
    private static final String RELEASE = LIST + "/{id}";
    private static final String ENTRY = "/admin/content/{type}/{id}";
    private static final String TO_RELEASE = "redirect:/admin/releases/";

    private final EditRelease edit;
    private final CheckRelease check;
    private final PublishRelease publish;
    private final ScheduleRelease schedule;
    private final RollBackRelease rollBack;
    private final ReleaseViews views;
    private final ReleaseLists lists;
    private final ReleasedEntries entries;
    private final EntryReads reads;
    private final Types types;
    private final Clock clock;

    ReleasePages(EditRelease edit, CheckRelease check, PublishRelease publish, ScheduleRelease schedule,
            RollBackRelease rollBack, ReleaseViews views, ReleaseLists lists, ReleasedEntries entries,
            EntryReads reads, Types types, Clock clock) {
        this.edit = edit;
        this.check = check;
        this.publish = publish;
        this.schedule = schedule;
        this.rollBack = rollBack;
        this.views = views;
        this.lists = lists;
        this.entries = entries;
        this.reads = reads;
        this.types = types;
        this.clock = clock;
    }

    @GetMapping(LIST)
    String list(@RequestParam(required = false) @Nullable String after, Model model) {
        Page<ReleaseView> page = views.latest(after, LINES);
        model.addAttribute("releases", page.items()).addAttribute("next", page.next()).addAttribute("after", after);
        return "releases/releases";
    }

    @PostMapping(LIST)
    String create(@RequestParam(defaultValue = "") String name, Actor actor, RedirectAttributes redirect) {
        try {
            return TO_RELEASE + edit.create(name, actor);
        } catch (InvalidInputException | RefusedException e) {
            redirect.addFlashAttribute("warning", "Not created. " + sentence(e)).addFlashAttribute("typed", name);
            return "redirect:" + LIST;
        }
    }

    @GetMapping(RELEASE)
    String release(@PathVariable UUID id, @RequestParam(required = false) @Nullable String after, Actor actor,
            Model model) {
        Page<Line> page = entries.list(id, after == null ? null : ReleaseController.position(after), LINES, actor);
        model.addAttribute("release", views.get(id)).addAttribute("lines", page.items())
                .addAttribute("next", page.next()).addAttribute("after", after).addAttribute("types", types.all())
                .addAttribute("several", types.locales().several());
        return "releases/release";
    }

    /** The part of the page that is refreshed while the release is going live. */
    @GetMapping(RELEASE + "/progress")
    String progress(@PathVariable UUID id, Model model, HttpServletResponse response) {
        ReleaseView release = views.get(id);
        if (release.documents() == null) {
            // Now that it has ended, the whole page is different.
            response.setHeader("HX-Refresh", "true");
        }
        model.addAttribute("release", release);
        return "releases/release :: progress";
    }

    @PostMapping(RELEASE + "/rename")
    String rename(@PathVariable UUID id, @RequestParam(defaultValue = "") String name, @RequestParam int version,
            Actor actor, RedirectAttributes redirect) {
        return changed(id, "Not renamed", redirect, () -> {
            edit.rename(id, name, tag(version), actor);
            return null;
        });
    }

    @PostMapping(RELEASE + "/delete")
    String delete(@PathVariable UUID id, @RequestParam int version, Actor actor, RedirectAttributes redirect) {
        try {
            edit.delete(id, tag(version), actor);
            redirect.addFlashAttribute("notice", "Deleted.");
            return "redirect:" + LIST;
        } catch (RefusedException | ConflictException e) {
            redirect.addFlashAttribute("warning", "Not deleted. " + sentence(e));
            return TO_RELEASE + id;
        }
    }

    @PostMapping(RELEASE + "/check")
    String check(@PathVariable UUID id, Actor actor, Model model) {
        try {
            model.addAttribute("findings", check.check(id, actor));
        } catch (RefusedException | NotFoundException e) {
            model.addAttribute("warning", "Not checked. " + e.getMessage());
        }
        return release(id, null, actor, model);
    }

    @PostMapping(RELEASE + "/use-drafts")
    String useDrafts(@PathVariable UUID id, @RequestParam int version, Actor actor, RedirectAttributes redirect) {
        return changed(id, "Not changed", redirect, () -> {
            int updated = edit.useDrafts(id, tag(version), actor);
            return updated == 1
                    ? "1 entry has its current draft now."
                    : updated + " entries have their current drafts now.";
        });
    }

    @PostMapping(RELEASE + "/publish")
    String publish(@PathVariable UUID id, @RequestParam int version, Actor actor, RedirectAttributes redirect) {
        return changed(id, "Not published", redirect, () -> {
            publish.publish(id, tag(version), actor);
            return null;
        });
    }

    @PostMapping(RELEASE + "/schedule")
    String schedule(@PathVariable UUID id, @RequestParam int version,
            @RequestParam(required = false) @Nullable String at,
            @RequestParam(required = false) @Nullable String zone, Actor actor, RedirectAttributes redirect) {
        return changed(id, "Not scheduled", redirect, () -> {
            schedule.schedule(id, PlannedTime.ofForm(at, zone, clock.instant()), tag(version), actor);
            return "Scheduled.";
        });
    }

    @PostMapping(RELEASE + "/schedule/cancel")
    String cancel(@PathVariable UUID id, @RequestParam int version, Actor actor, RedirectAttributes redirect) {
        return changed(id, "Not cancelled", redirect, () -> {
            schedule.cancel(id, tag(version), actor);
            return "The release will not be published at that time.";
        });
    }

    @PostMapping(RELEASE + "/rollback")
    String rollBack(@PathVariable UUID id, @RequestParam int version, Actor actor, RedirectAttributes redirect) {
        return changed(id, "Not rolled back", redirect, () -> {
            rollBack.rollBack(id, tag(version), actor);
            return null;
        });
    }

    @PostMapping(RELEASE + "/remove")
    String remove(@PathVariable UUID id, @RequestParam UUID entry, @RequestParam String locale, Actor actor,
            RedirectAttributes redirect) {
        return changed(id, "Not removed", redirect, () -> {
            edit.remove(id, List.of(new DocumentKey(entry, locale)), Optional.empty(), actor);
            return "Removed.";
        });
    }

    /** The part of an entry's page about one locale. */
    @GetMapping(ENTRY + "/releases")
    String card(@PathVariable String type, @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String locale, Actor actor, Model model) {
        VariantView variant = reads.variant(type, id, locale, actor);
        Set<UUID> having = entries.openWith(new DocumentKey(variant.id(), variant.locale()));
        List<Choice> open = lists.open(CHOICES).stream()
                .map(release -> new Choice(release.id(), release.name(), having.contains(release.id()))).toList();
        model.addAttribute("entry", variant).addAttribute("open", open);
        return "releases/card";
    }

    /** An open release. */
    record Choice(UUID id, String name, boolean hasEntry) {}

    /** What to do with an entry in a release. */
    enum Act {
        publish, unpublish
    }

    @PostMapping(ENTRY + "/releases")
    String add(@PathVariable String type, @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String locale, @RequestParam Act action,
            @RequestParam int version, @RequestParam(required = false) @Nullable UUID release,
            @RequestParam(defaultValue = "") String name, @RequestParam(required = false) Ending.@Nullable Kind as,
            @RequestParam(required = false) @Nullable String to, Actor actor, RedirectAttributes redirect) {
        VariantView variant = reads.variant(type, id, locale, actor);
        redirect.addAttribute("type", type).addAttribute("id", id);
        if (types.locales().several()) {
            redirect.addAttribute("locale", variant.locale());
        }
        try {
            Addition addition = action == Act.publish
                    ? new Addition(id, variant.locale(), version, null)
                    : new Addition(id, variant.locale(), null, Ending.ofPage(as, to));
            UUID chosen = release == null ? edit.create(name, actor) : release;
            edit.add(chosen, List.of(addition), Optional.empty(), actor);
            redirect.addFlashAttribute("notice", "Added to the release “" + views.get(chosen).name() + "”.");
        } catch (InvalidInputException | RefusedException | NotFoundException e) {
            redirect.addFlashAttribute("warning", "Not added. " + sentence(e));
        }
        return "redirect:" + ENTRY;
    }

    private static Optional<EntityTags> tag(int version) {
        return EntityTags.parse("\"" + version + "\"");
    }

    /** @param change returns what to say about it, if anything */
    private static String changed(UUID id, String otherwise, RedirectAttributes redirect,
            Supplier<@Nullable String> change) {
        try {
            String notice = change.get();
            if (notice != null) {
                redirect.addFlashAttribute("notice", notice);
            }
        } catch (InvalidInputException e) {
            redirect.addFlashAttribute("warning", otherwise + ". " + sentence(e));
        } catch (RefusedException | ConflictException | NotFoundException e) {
            redirect.addFlashAttribute("warning", otherwise + ". " + e.getMessage());
        }
        return TO_RELEASE + id;
    }

    private static String sentence(RuntimeException e) {
        if (!(e instanceof InvalidInputException invalid)) {
            return String.valueOf(e.getMessage());
        }
        InvalidInputException.Problem first = invalid.problems().getFirst();
        return switch (first.pointer()) {
            case "/at" -> "The time " + first.message() + ".";
            case "/zone" -> "The time zone " + first.message() + ".";
            case "/name" -> "The name " + first.message() + ".";
            case "/to" -> "The target of the redirect " + first.message() + ".";
            default -> "An entry is not complete; check the release to see which.";
        };
    }
}
