package dev.headrace.admin.publishing;

import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.FieldType;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.PublishedModel.Field;
import dev.headrace.model.PublishedModel.ValueKind;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The model as the edge needs it. */
final class EdgeModel {

    private EdgeModel() {}

    static PublishedModel of(long version, Collection<ContentType> types) {
        Map<String, PublishedModel.Type> published = new HashMap<>();
        types.forEach(type -> published.put(type.name(), type(type)));
        return new PublishedModel(version, published);
    }

    static ValueKind valueKind(FieldType type) {
        return switch (type) {
            case FieldType.Text _,FieldType.Markdown _,FieldType.Enumeration _,FieldType.Slug _,FieldType.Url _,FieldType.Email _ ->
                ValueKind.TEXT;
            case FieldType.Numeric _ -> ValueKind.NUMBER;
            case FieldType.Truth _ -> ValueKind.BOOLEAN;
            case FieldType.DateTime _ -> ValueKind.DATETIME;
            case FieldType.Reference _ -> ValueKind.REFERENCE;
        };
    }

    private static PublishedModel.Type type(ContentType type) {
        return new PublishedModel.Type(List.copyOf(type.renderedViews().keySet()), type.lists().view(),
                fields(type, type.lists().filter()), fields(type, type.lists().sort()),
                new PublishedModel.Interactions(type.interactions().views(), type.interactions().reactionKinds()));
    }

    private static Map<String, Field> fields(ContentType type, List<String> names) {
        Map<String, Field> fields = new HashMap<>();
        for (String name : names) {
            FieldType fieldType = type.field(name).orElseThrow().type();
            List<String> to = fieldType instanceof FieldType.Reference reference ? reference.to() : List.of();
            fields.put(name, new Field(valueKind(fieldType), to));
        }
        return fields;
    }
}
