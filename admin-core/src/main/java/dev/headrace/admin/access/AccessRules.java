package dev.headrace.admin.access;

import java.util.HashMap;
import java.util.Map;

/** Decides what an actor may see. */
public interface AccessRules {

    /** The entries that an actor may see: a condition over {@code e} (table entry) and {@code v} (table variant). */
    Access entries(Actor actor);

    /**
     * The activities that an actor may see: a condition over {@code a} (table activity). Without permission to view all
     * of them, an actor sees its own, those about entries it may see, and model changes.
     */
    default Access activities(Actor actor) {
        if (actor.may(Permission.viewOperations)) {
            return Access.ALL;
        }
        Access entries = entries(actor);
        Map<String, Object> parameters = new HashMap<>(entries.parameters());
        parameters.put("accessActor", actor.id());
        return new Access("""
                a.actor_id = :accessActor or a.subject_kind in ('type', 'model') or exists
                    (select from entry e join variant v on v.entry_id = e.id
                    where e.id = case when a.subject_kind = 'entry' then a.subject_id::uuid end and (%s))"""
                .formatted(entries.condition()), parameters);
    }
}
