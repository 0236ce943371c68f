package dev.headrace.admin.scheduling;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.content.EntryReads;
import dev.headrace.admin.content.ExpectedVersion;
import dev.headrace.admin.content.VariantView;
import dev.headrace.admin.publishing.Ending;
import dev.headrace.admin.scheduling.ScheduleChange.Target;
import dev.headrace.admin.scheduling.ScheduleController.Listed;
import dev.headrace.admin.scheduling.ScheduleLists.Line;
import dev.headrace.admin.scheduling.ScheduledChange.Action;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.web.ConflictException;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.InvalidInputException.Problem;
import dev.headrace.admin.web.Page;
import dev.headrace.admin.web.RefusedException;
import dev.headrace.admin.web.RejectedDialog;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The schedule of an entry, on its page, and that of all entries. */
@Controller
class SchedulePages {

    private static final int LINES = 50;
    private static final int NEXT = 5;
    private static final Set<String> FIELDS = Set.of("/at", "/to", "/zone");
    private static final Outcome CANCELLED = new Outcome("Cancelled.", "Not cancelled", "",
            new LinkedMultiValueMap<>());
    private static final String LIST = "/admin/schedule";
    private static final String ENTRY = "/admin/content/{type}/{id}";

    private final Types types;
    private final EntryReads reads;
    private final ScheduleChange schedule;
    private final MoveChange move;
    private final CancelChange cancel;
    private final ScheduleLists lists;
    private final Clock clock;

    SchedulePages(Types types, EntryReads reads, ScheduleChange schedule, MoveChange move, CancelChange cancel,
            ScheduleLists lists, Clock clock) {
        this.types = types;
        this.reads = reads;
        this.schedule = schedule;
        this.move = move;
        this.cancel = cancel;
        this.lists = lists;
        this.clock = clock;
    }

    /** The part of an entry's page about one locale. */
    @GetMapping(ENTRY + "/schedule")
    String card(@PathVariable String type, @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String locale, Actor actor, Model model) {
        VariantView variant = reads.variant(type, id, locale, actor);
        model.addAttribute("entry", variant).addAttribute("pending", lists.pending(variant));
        return "scheduling/card";
    }

    @PostMapping(ENTRY + "/schedule")
    String schedule(@PathVariable String type, @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String locale, @RequestParam Action action,
            @RequestParam int version, @RequestParam(required = false) @Nullable String at,
            @RequestParam(required = false) @Nullable String zone,
            @RequestParam(required = false) Ending.@Nullable Kind as,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam MultiValueMap<String, String> parameters, Actor actor,
            RedirectAttributes redirect) {
        String checked = page(type, id, locale, redirect);
        Target target = new Target(type, id, checked, ExpectedVersion.of(version));
        Outcome outcome = new Outcome("Scheduled.", "Not scheduled", "new-change", parameters);
        return changed(outcome, "redirect:" + ENTRY, redirect, () -> {
            PlannedTime time = PlannedTime.ofForm(at, zone, clock.instant());
            switch (action) {
                case publish -> schedule.publication(target, time, actor);
                case unpublish -> schedule.removal(target, Ending.ofPage(as, to), time, actor);
            }
        });
    }

    @PostMapping(ENTRY + "/schedule/{change}/move")
    String moveOfEntry(@PathVariable String type, @PathVariable UUID id, @PathVariable UUID change,
            @RequestParam(required = false) @Nullable String locale,
            @RequestParam(required = false) @Nullable String at,
            @RequestParam(required = false) @Nullable String zone,
            @RequestParam MultiValueMap<String, String> parameters, Actor actor,
            RedirectAttributes redirect) {
        mustBeOf(reads.variant(type, id, page(type, id, locale, redirect), actor), change);
        return changed(moved(change, parameters), "redirect:" + ENTRY, redirect,
                () -> move.move(change, PlannedTime.ofForm(at, zone, clock.instant()), actor));
    }

    @PostMapping(ENTRY + "/schedule/{change}/cancel")
    String cancelOfEntry(@PathVariable String type, @PathVariable UUID id, @PathVariable UUID change,
            @RequestParam(required = false) @Nullable String locale, Actor actor, RedirectAttributes redirect) {
        mustBeOf(reads.variant(type, id, page(type, id, locale, redirect), actor), change);
        return changed(CANCELLED, "redirect:" + ENTRY, redirect, () -> cancel.cancel(change, actor));
    }

    private void mustBeOf(VariantView variant, UUID change) {
        if (!lists.isOf(variant, change)) {
            throw ScheduleLists.notFound(change);
        }
    }

    @GetMapping(LIST)
    String list(@RequestParam(defaultValue = "pending") Listed state,
            @RequestParam(required = false) @Nullable String after, Actor actor, Model model) {
        Page<Line> page = switch (state) {
            case pending -> lists.pending(after, LINES, actor);
            case ended -> lists.ended(after, LINES, actor);
        };
        model.addAttribute("state", state).addAttribute("lines", page.items()).addAttribute("next", page.next())
                .addAttribute("after", after).addAttribute("types", types.all())
                .addAttribute("several", types.locales().several());
        return "scheduling/schedule";
    }

    @PostMapping(LIST + "/{change}/move")
    String move(@PathVariable UUID change, @RequestParam(required = false) @Nullable String at,
            @RequestParam(required = false) @Nullable String zone,
            @RequestParam MultiValueMap<String, String> parameters, Actor actor,
            RedirectAttributes redirect) {
        return changed(moved(change, parameters), "redirect:" + LIST, redirect,
                () -> move.move(change, PlannedTime.ofForm(at, zone, clock.instant()), actor));
    }

    @PostMapping(LIST + "/{change}/cancel")
    String cancel(@PathVariable UUID change, Actor actor, RedirectAttributes redirect) {
        return changed(CANCELLED, "redirect:" + LIST, redirect, () -> cancel.cancel(change, actor));
    }

    /** The part of the dashboard with the next changes. */
    @GetMapping(LIST + "/next")
    String next(Actor actor, Model model) {
        model.addAttribute("lines", lists.pending(null, NEXT, actor).items()).addAttribute("types", types.all())
                .addAttribute("several", types.locales().several());
        return "scheduling/next";
    }

    /**
     * What a page says after a change.
     *
     * @param dialog the dialog of the change; empty if it has no input
     */
    private record Outcome(String done, String otherwise, String dialog, MultiValueMap<String, String> parameters) {}

    private static Outcome moved(UUID change, MultiValueMap<String, String> parameters) {
        return new Outcome("Moved.", "Not moved", "move-" + change, parameters);
    }

    private static String changed(Outcome outcome, String view, RedirectAttributes redirect, Runnable change) {
        try {
            change.run();
            redirect.addFlashAttribute("notice", outcome.done);
        } catch (InvalidInputException e) {
            Problem first = e.problems().getFirst();
            if (FIELDS.contains(first.pointer())) {
                new RejectedDialog(outcome.dialog, first.pointer().substring(1), sentence(first), outcome.parameters)
                        .show(outcome.otherwise, redirect);
            } else {
                warn(outcome, "The draft is not complete: " + e.getMessage() + ".", redirect);
            }
        } catch (RefusedException | ConflictException e) {
            warn(outcome, String.valueOf(e.getMessage()), redirect);
        }
        return view;
    }

    private static void warn(Outcome outcome, String why, RedirectAttributes redirect) {
        redirect.addFlashAttribute("warning", outcome.otherwise + ". " + why);
    }

    private static String sentence(Problem problem) {
        String subject = switch (problem.pointer()) {
            case "/at" -> "The time ";
            case "/to" -> "The target ";
            default -> "The time zone ";
        };
        return subject + problem.message() + ".";
    }

    /** Redirects to the page of the entry in the locale. */
    private String page(String type, UUID id, @Nullable String locale, RedirectAttributes redirect) {
        String checked = types.locales().check(locale);
        redirect.addAttribute("type", type).addAttribute("id", id);
        if (!checked.equals(types.locales().defaultLocale())) {
            redirect.addAttribute("locale", checked);
        }
        return checked;
    }
}
