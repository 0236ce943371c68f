package dev.headrace.admin.projection;

import dev.headrace.admin.publishing.RenderingRequested;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Model;
import dev.headrace.admin.schema.ModelChanged;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.schema.ValuesAdapted;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Requests rerendering of documents when the model changes, or values have been adapted to it: those of changed types, and
 * those that embed them. Redirects to them are requested when they are marked.
 */
@Component
class RerenderOnModelChange {

    private final Types types;
    private final MarkTypes markTypes;
    private final ApplicationEventPublisher events;

    RerenderOnModelChange(Types types, MarkTypes markTypes, ApplicationEventPublisher events) {
        this.types = types;
        this.markTypes = markTypes;
        this.events = events;
    }

    @EventListener
    void on(ModelChanged change) {
        Model model = types.model();
        Set<String> changed = new HashSet<>(change.types());
        if (change.locales()) {
            changed.addAll(model.types().keySet());
        }
        request(affected(model, changed));
    }

    @EventListener
    void on(ValuesAdapted adapted) {
        request(affected(types.model(), Set.of(adapted.type())));
    }

    private void request(Set<String> affected) {
        markTypes.request(affected);
        events.publishEvent(new RenderingRequested());
    }

    private static Set<String> affected(Model model, Set<String> changed) {
        Set<String> affected = new LinkedHashSet<>(changed);
        Set<String> reached = new HashSet<>(changed);
        // A type is affected if its include depth reaches a changed type.
        for (int depth = 0; depth <= ContentType.MAX_INCLUDE_DEPTH; depth++) {
            Set<String> next = new HashSet<>();
            for (ContentType type : model.types().values()) {
                if (type.refersTo(reached)) {
                    next.add(type.name());
                    if (type.includeDepth() >= depth) {
                        affected.add(type.name());
                    }
                }
            }
            reached = next;
        }
        return affected;
    }
}
