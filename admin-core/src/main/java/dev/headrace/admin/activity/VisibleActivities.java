package dev.headrace.admin.activity;

import dev.headrace.admin.access.Access;
import dev.headrace.admin.access.AccessRules;
import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Permission;
import dev.headrace.admin.activity.SubjectKind.Visibility;
import java.util.HashMap;
import java.util.Map;

/** Decides which activities an actor may see. */
class VisibleActivities {

    private final Actions actions;
    private final AccessRules rules;

    VisibleActivities(Actions actions, AccessRules rules) {
        this.actions = actions;
        this.rules = rules;
    }

    /**
     * A condition over {@code a} (table activity). Without permission to view all activities, an actor sees its own, and
     * others according to the {@link Visibility} of their subjects.
     */
    Access to(Actor actor) {
        if (actor.may(Permission.viewOperations)) {
            return Access.ALL;
        }
        Access entries = rules.entries(actor);
        Map<String, Object> parameters = new HashMap<>(entries.parameters());
        parameters.put("accessActor", actor.id());
        parameters.put("accessOfEverybody", actions.names(Visibility.everybody));
        parameters.put("accessAsEntry", actions.names(Visibility.asEntry));
        return new Access(
                """
                        a.actor_id = :accessActor or a.subject_kind = any (:accessOfEverybody) or exists
                            (select from entry e join variant v on v.entry_id = e.id
                            where e.id = case when a.subject_kind = any (:accessAsEntry) then a.subject_id::uuid end and (%s))"""
                        .formatted(entries.condition()),
                parameters);
    }
}
