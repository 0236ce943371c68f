package dev.headrace.admin.scheduling;

import dev.headrace.admin.web.MenuSection;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Menu section of what is planned. */
@Component
@Order(4)
class ScheduleMenu implements MenuSection {

    @Override
    public String label() {
        return "Publishing";
    }

    @Override
    public List<Item> items() {
        return List.of(new Item("Schedule", "/admin/schedule", "schedule", null));
    }
}
