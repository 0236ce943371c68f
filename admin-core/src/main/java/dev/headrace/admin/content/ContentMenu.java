package dev.headrace.admin.content;

import dev.headrace.admin.schema.Types;
import dev.headrace.admin.web.MenuSection;
import java.util.List;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Each type's list. */
@Component
@Order(2)
class ContentMenu implements MenuSection {

    private final Types types;
    private final EntryLists lists;

    ContentMenu(Types types, EntryLists lists) {
        this.types = types;
        this.lists = lists;
    }

    @Override
    public String label() {
        return "Content";
    }

    @Override
    public List<Item> items() {
        Map<String, Integer> totals = lists.totals();
        return types.all().values().stream().map(type -> new Item(type.label(), "/admin/content/" + type.name(),
                "document", new Total(totals.getOrDefault(type.name(), 0)).toString())).toList();
    }
}
