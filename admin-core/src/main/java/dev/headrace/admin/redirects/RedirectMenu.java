package dev.headrace.admin.redirects;

import dev.headrace.admin.web.MenuSection;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Menu section of what belongs to the whole site. */
@Component
@Order(5)
class RedirectMenu implements MenuSection {

    @Override
    public String label() {
        return "Site";
    }

    @Override
    public List<Item> items() {
        return List.of(new Item("Redirects", "/admin/redirects", "out", null));
    }
}
