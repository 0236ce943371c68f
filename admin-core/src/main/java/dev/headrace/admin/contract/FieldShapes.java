package dev.headrace.admin.contract;

import dev.headrace.admin.contract.ObjectShape.Property;
import dev.headrace.admin.schema.Block;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.ContentType.View;
import dev.headrace.admin.schema.Field;
import dev.headrace.admin.schema.IncludeTree;
import dev.headrace.admin.schema.Model;
import dev.headrace.admin.schema.ScalarShape;
import dev.headrace.admin.schema.ValueKeys;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The members of documents, as they are rendered: public fields in the order of the model, empty ones as null or an empty
 * list. Even required fields can be null, in documents that were published before the field was required.
 */
final class FieldShapes {

    /** The object of a reference that is not embedded. */
    static final String REFERENCE = "Reference";

    private static final String EMBEDDED = "embedded";

    private final Model model;
    private final NamedObjects objects;

    FieldShapes(Model model, NamedObjects objects) {
        this.model = model;
        this.objects = objects;
    }

    /**
     * Where fields are.
     *
     * @param include what is embedded there; null for nothing
     * @param path from the type, by which objects are named that are alike in all views
     * @param viewPath from the view, by which the others are named
     */
    private record At(@Nullable IncludeTree include, List<String> path, List<String> viewPath) {

        At step(String name) {
            return new At(include == null ? null : include.child(name), joined(path, name), joined(viewPath, name));
        }

        private static List<String> joined(List<String> path, String name) {
            List<String> longer = new ArrayList<>(path);
            longer.add(name);
            return longer;
        }
    }

    static List<Property> identity(ContentType type) {
        return List.of(new Property("id", new Shape.Scalar(ScalarShape.TEXT)),
                new Property("type", new Shape.Choice(List.of(type.name()), false)));
    }

    /** The fields of an entry in a view. */
    List<Property> ofEntry(ContentType type, View view, IncludeTree include, List<String> path,
            List<String> viewPath) {
        return fields(type.fields().values().stream().filter(field -> view.shows(field.name())).toList(),
                new At(include, path, viewPath));
    }

    private List<Property> fields(Collection<Field> fields, At at) {
        return fields.stream().filter(field -> !field.restricted())
                .map(field -> new Property(field.name(), shape(field, at.step(field.name())), true,
                        Optional.ofNullable(field.help()).orElse("")))
                .toList();
    }

    private Shape shape(Field field, At at) {
        if (field.isReference()) {
            return many(field, at.include() == null ? new Shape.Named(REFERENCE) : embedded(field, at.include(), at));
        }
        Optional<SequencedMap<String, Field>> group = field.groupFields();
        if (group.isPresent()) {
            return many(field, new Shape.Named(objects.add(names(at), "Part of a document.",
                    fields(group.get().values(), at))));
        }
        return field.blocks().<Shape>map(blocks -> new Shape.ListOf(blocks(blocks, at)))
                .orElseGet(() -> new Shape.OrNull(field.shape().filter(shape -> shape != ScalarShape.CHOICE)
                        .<Shape>map(Shape.Scalar::new).orElseGet(() -> new Shape.Choice(field.choices(), true))));
    }

    private static Shape many(Field field, Shape one) {
        return field.many() ? new Shape.ListOf(one) : new Shape.OrNull(one);
    }

    private Shape blocks(SequencedMap<String, Block> blocks, At at) {
        SequencedMap<String, String> byName = new LinkedHashMap<>();
        blocks.values().forEach(block -> {
            At inside = at.step(block.name());
            List<Property> properties = new ArrayList<>();
            properties.add(new Property(ValueKeys.TYPE, new Shape.Choice(List.of(block.name()), false)));
            properties.addAll(fields(block.fields().values(), inside));
            byName.put(block.name(), objects.add(names(inside), "A block of the type '" + block.name() + "'.",
                    properties));
        });
        return new Shape.OneOf(ValueKeys.TYPE, byName);
    }

    private Shape embedded(Field field, IncludeTree include, At at) {
        SequencedMap<String, String> byType = new LinkedHashMap<>();
        field.targets().stream().flatMap(name -> model.find(name).stream())
                .forEach(type -> byType.put(type.name(), embedded(type, include, at)));
        return switch (byType.size()) {
            case 0 -> new Shape.Named(REFERENCE);
            case 1 -> new Shape.Named(byType.firstEntry().getValue());
            default -> new Shape.OneOf("type", byType);
        };
    }

    /** Has the fields of a view, but embeds what the outermost view says. */
    private String embedded(ContentType type, IncludeTree include, At at) {
        String wanted = include.view().orElse(ContentType.CARD);
        String named = type.views().containsKey(wanted) ? wanted : "";
        List<String> own = named.isEmpty() ? List.of(type.name(), EMBEDDED) : List.of(type.name(), named, EMBEDDED);
        List<String> here = new ArrayList<>(at.viewPath());
        here.add(type.name());
        List<Property> properties = new ArrayList<>(identity(type));
        properties.addAll(ofEntry(type, type.embeddedView(include.view()), include, own, here));
        return objects.add(List.of(own, here), "An embedded document of the type '" + type.name() + "'.", properties);
    }

    private static List<List<String>> names(At at) {
        return List.of(at.path(), at.viewPath());
    }
}
