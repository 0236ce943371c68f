package dev.headrace.admin.contract;

import dev.headrace.admin.web.MenuSection;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The menu entry of the description. */
@Component
@Order(4)
class DescriptionMenu implements MenuSection {

    @Override
    public String label() {
        return "";
    }

    @Override
    public List<Item> items() {
        return List.of(new Item("API", "/admin/api", "code", null));
    }
}
