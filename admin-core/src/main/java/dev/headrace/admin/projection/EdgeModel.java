package dev.headrace.admin.projection;

import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Model;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.PublishedModel.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The part of the model that the edges need. */
final class EdgeModel {

    private EdgeModel() {}

    static PublishedModel of(Model model) {
        Map<String, PublishedModel.Type> published = new HashMap<>();
        model.types().values().forEach(type -> published.put(type.name(), type(type)));
        return new PublishedModel(model.version(), model.locales().tags(), published);
    }

    private static PublishedModel.Type type(ContentType type) {
        return new PublishedModel.Type(List.copyOf(type.renderedViews().keySet()), type.lists().view(),
                fields(type, type.lists().filter()), fields(type, type.lists().sort()),
                new PublishedModel.Interactions(type.interactions().views(), type.interactions().reactionKinds()));
    }

    /** A field that the stored model names and does not have, or that cannot be listed, is left out. */
    private static Map<String, Field> fields(ContentType type, List<String> names) {
        Map<String, Field> fields = new HashMap<>();
        for (String name : names) {
            type.field(name).filter(field -> !field.restricted()).ifPresent(field -> field.listKind()
                    .ifPresent(kind -> fields.put(name, new Field(kind, field.targets()))));
        }
        return fields;
    }
}
