package dev.headrace.admin.operations;

import dev.headrace.admin.audit.AuditTrail;
import dev.headrace.admin.audit.AuditTrail.Event;
import dev.headrace.admin.content.Entry.Status;
import dev.headrace.admin.content.EntryLists;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Types;
import dev.headrace.model.EntryId;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page: how much there is, what was done last, what waits. */
@Controller
class Dashboard {

    private static final int LINES = 8;
    private static final String ENTRY = "entry:";

    private final Types types;
    private final EntryLists lists;
    private final AuditTrail audit;

    Dashboard(Types types, EntryLists lists, AuditTrail audit) {
        this.types = types;
        this.lists = lists;
        this.audit = audit;
    }

    /** How many entries a type has in each status. */
    record Count(ContentType type, Map<Status, Long> byStatus) {

        public long all() {
            return byStatus.values().stream().mapToLong(Long::longValue).sum();
        }

        public long in(Status status) {
            return byStatus.getOrDefault(status, 0L);
        }

        /** Counting stops somewhere. */
        public String shown(long number) {
            return NumberFormat.getIntegerInstance(Locale.ENGLISH).format(number)
                    + (number < EntryLists.MOST_COUNTED ? "" : "+");
        }
    }

    /**
     * Something that somebody did.
     *
     * @param entry what it was done to; null if that was no entry, or is gone
     */
    record Activity(Event event, EntryLists.@Nullable Row entry) {}

    @GetMapping("/admin")
    String page(Model model) {
        Map<String, Map<Status, Long>> counts = lists.counts();
        model.addAttribute("counts", types.all().values().stream()
                .map(type -> new Count(type, counts.getOrDefault(type.name(), Map.of()))).toList())
                .addAttribute("statuses", Status.values()).addAttribute("types", types.all())
                .addAttribute("latest", lists.latest(LINES)).addAttribute("waiting", lists.waiting(LINES))
                .addAttribute("activities", activities());
        return "operations/dashboard";
    }

    private List<Activity> activities() {
        List<Event> events = audit.latest(LINES + 4);
        Map<UUID, EntryLists.Row> entries = lists.rows(events.stream().flatMap(event -> entry(event).stream())
                .distinct().toList());
        return events.stream().map(event -> new Activity(event,
                entry(event).stream().findFirst().map(entries::get).orElse(null))).toList();
    }

    private static List<UUID> entry(Event event) {
        String id = event.subject().startsWith(ENTRY) ? event.subject().substring(ENTRY.length()) : "";
        return EntryId.isId(id) ? List.of(UUID.fromString(id)) : List.of();
    }
}
