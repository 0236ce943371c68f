package dev.headrace.admin.schema;

import dev.headrace.admin.access.Permission;
import dev.headrace.admin.access.RequestActor;
import dev.headrace.admin.web.MenuSection;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The menu entry of the model's pages. */
@Component
@Order(3)
class ModelMenu implements MenuSection {

    @Override
    public String label() {
        return "";
    }

    @Override
    public List<Item> items() {
        return RequestActor.find().filter(actor -> actor.may(Permission.changeModel))
                .map(_ -> List.of(new Item("Model", "/admin/model", "model", null))).orElse(List.of());
    }
}
