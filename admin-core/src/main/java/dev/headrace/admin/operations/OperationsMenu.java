package dev.headrace.admin.operations;

import dev.headrace.admin.interactions.DeadEvents;
import dev.headrace.admin.web.MenuSection;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What keeps the system running; the number says how many events wait for somebody to look at them. */
@Component
@Order(3)
class OperationsMenu implements MenuSection {

    private final DeadEvents dead;

    OperationsMenu(DeadEvents dead) {
        this.dead = dead;
    }

    @Override
    public String label() {
        return "Operations";
    }

    @Override
    public List<Item> items() {
        long waiting = dead.count();
        return List.of(new Item("Queue", "/admin/operations/queue", "queue",
                waiting == 0 ? null : String.valueOf(waiting)));
    }
}
