package dev.headrace.admin.operations;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.activity.Actions;
import dev.headrace.admin.activity.ActivityLog;
import dev.headrace.admin.finding.EntryCounts;
import dev.headrace.admin.finding.LatestEntries;
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
    private final EntryCounts counts;
    private final LatestEntries latest;
    private final ActivityLog activity;
    private final ActivityLines lines;
    private final Actions actions;

    Dashboard(Types types, EntryCounts counts, LatestEntries latest, ActivityLog activity, ActivityLines lines,
            Actions actions) {
        this.types = types;
        this.counts = counts;
        this.latest = latest;
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
        Map<String, Map<Status, Total>> byStatus = counts.byStatus(actor);
        model.addAttribute("counts", types.all().values().stream()
                .map(type -> new Count(type, byStatus.getOrDefault(type.name(), Map.of()))).toList())
                .addAttribute("statuses", Status.values()).addAttribute("types", types.all())
                .addAttribute("several", types.locales().several())
                .addAttribute("latest", latest.ofAllTypes(LINES, actor))
                .addAttribute("waiting", latest.waiting(LINES, actor))
                .addAttribute("activities", lines.of(activity.latest(ACTIVITIES, actions.routine(), actor), actor));
        return "operations/dashboard";
    }
}
