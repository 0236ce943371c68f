package dev.headrace.admin.operations;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.activity.Actions;
import dev.headrace.admin.activity.ActivityLog;
import dev.headrace.admin.finding.EntryLists;
import dev.headrace.admin.finding.Status;
import dev.headrace.admin.web.Total;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Types;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The home page: counts by status, recent activity and unpublished changes. */
@Controller
class Dashboard {

    private static final int LINES = 8;
    private static final int ACTIVITIES = 12;

    private final Types types;
    private final EntryLists entries;
    private final ActivityLog activity;
    private final ActivityLines lines;
    private final Actions actions;

    Dashboard(Types types, EntryLists entries, ActivityLog activity, ActivityLines lines, Actions actions) {
        this.types = types;
        this.entries = entries;
        this.activity = activity;
        this.lines = lines;
        this.actions = actions;
    }

    /** The number of entries of a type by status. */
    record Count(ContentType type, Map<Status, Total> byStatus) {

        private static final Total NONE = new Total(0, true);

        public Total all() {
            return byStatus.entrySet().stream().filter(count -> count.getKey() != Status.trashed)
                    .map(Map.Entry::getValue).reduce(NONE, Total::plus);
        }

        public Total in(Status status) {
            return byStatus.getOrDefault(status, NONE);
        }
    }

    @GetMapping("/admin")
    String page(Actor actor, Model model) {
        Map<String, Map<Status, Total>> counts = entries.counts(actor);
        model.addAttribute("counts", types.all().values().stream()
                .map(type -> new Count(type, counts.getOrDefault(type.name(), Map.of()))).toList())
                .addAttribute("statuses", Status.values()).addAttribute("types", types.all())
                .addAttribute("several", types.locales().several())
                .addAttribute("latest", entries.latest(LINES, actor))
                .addAttribute("waiting", entries.waiting(LINES, actor))
                .addAttribute("activities", lines.of(activity.latest(ACTIVITIES, actions.routine(), actor), actor));
        return "operations/dashboard";
    }
}
