package dev.headrace.admin.finding;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.RequestActor;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.web.MenuSection;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Menu section with the entry list of each type. */
@Component
@Order(2)
class ContentMenu implements MenuSection {

    private final Types types;
    private final EntryCounts counts;

    ContentMenu(Types types, EntryCounts counts) {
        this.types = types;
        this.counts = counts;
    }

    @Override
    public String label() {
        return "Content";
    }

    @Override
    public List<Item> items() {
        return RequestActor.find().map(this::items).orElse(List.of());
    }

    private List<Item> items(Actor actor) {
        return types.model().all().stream().map(type -> new Item(type.label(), "/admin/content/" + type.name(),
                "document", counts.total(type, actor).toString())).toList();
    }
}
