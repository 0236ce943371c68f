package dev.headrace.admin.releases;

import dev.headrace.admin.web.MenuSection;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Menu item of the releases. */
@Component
@Order(4)
class ReleaseMenu implements MenuSection {

    @Override
    public String label() {
        return "Publishing";
    }

    @Override
    public List<Item> items() {
        return List.of(new Item("Releases", "/admin/releases", "release", null));
    }
}
