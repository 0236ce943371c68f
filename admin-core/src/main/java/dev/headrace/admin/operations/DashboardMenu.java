package dev.headrace.admin.operations;

import dev.headrace.admin.web.MenuSection;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The menu entry of the dashboard. */
@Component
@Order(1)
class DashboardMenu implements MenuSection {

    @Override
    public String label() {
        return "";
    }

    @Override
    public List<Item> items() {
        return List.of(new Item("Dashboard", "/admin", "dashboard", null));
    }
}
