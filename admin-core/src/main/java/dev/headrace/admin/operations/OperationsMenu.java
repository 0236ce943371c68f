package dev.headrace.admin.operations;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Permission;
import dev.headrace.admin.access.RequestActor;
import dev.headrace.admin.interactions.DeadEvents;
import dev.headrace.admin.jobs.JobLists;
import dev.headrace.admin.web.MenuSection;
import dev.headrace.admin.web.Total;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The menu of the operations pages, with the numbers of dead events and running jobs. */
@Component
@Order(5)
class OperationsMenu implements MenuSection {

    private final DeadEvents dead;
    private final JobLists jobs;

    OperationsMenu(DeadEvents dead, JobLists jobs) {
        this.dead = dead;
        this.jobs = jobs;
    }

    @Override
    public String label() {
        return "Operations";
    }

    @Override
    public List<Item> items() {
        return RequestActor.find().map(this::items).orElse(List.of());
    }

    private List<Item> items(Actor actor) {
        List<Item> items = new ArrayList<>();
        if (actor.may(Permission.viewOperations)) {
            Total deadEvents = dead.count();
            items.add(new Item("Queue", "/admin/operations/queue", "queue",
                    deadEvents.isZero() ? null : deadEvents.toString()));
            items.add(new Item("Activity", "/admin/operations/activity", "activity", null));
        }
        items.add(new Item("Jobs", "/admin/operations/jobs", "jobs", count(jobs.running(actor))));
        return items;
    }

    private static @Nullable String count(long number) {
        return number == 0 ? null : String.valueOf(number);
    }
}
