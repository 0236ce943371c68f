package dev.headrace.admin.contract;

import dev.headrace.admin.contract.ObjectShape.Property;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.IncludeTree;
import dev.headrace.admin.schema.Model;
import dev.headrace.admin.schema.ScalarShape;
import dev.headrace.model.PublishedModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The objects that the edge serves of each type: its documents in each view, its tallies, and what searches find. */
final class TypeShapes {

    private static final String META = "Meta";

    private final Model model;
    private final PublishedModel published;
    private final NamedObjects objects = new NamedObjects();
    private final FieldShapes fields;

    /** A type with the names of its documents, by view. */
    private record NamedViews(ContentType type, SequencedMap<String, String> views) {}

    TypeShapes(Model model, PublishedModel published) {
        this.model = model;
        this.published = published;
        this.fields = new FieldShapes(model, objects);
    }

    DescribedModel describe() {
        // First, so that these names do not depend on those of parts of documents.
        List<NamedViews> named = model.all().stream().map(type -> new NamedViews(type, viewNames(type))).toList();
        List<DescribedType> types = named.stream().map(each -> describe(each.type, each.views)).toList();
        return new DescribedModel(model.version(), model.locales().tags(), types, objects.all());
    }

    private SequencedMap<String, String> viewNames(ContentType type) {
        SequencedMap<String, String> names = new LinkedHashMap<>();
        names.put(PublishedModel.FULL, objects.reserve(List.of(type.name())));
        type.renderedViews().keySet().stream().filter(view -> !view.equals(PublishedModel.FULL))
                .forEach(view -> names.put(view, objects.reserve(List.of(type.name(), view))));
        return names;
    }

    private DescribedType describe(ContentType type, SequencedMap<String, String> views) {
        PublishedModel.Type edge = published.type(type.name()).orElseThrow();
        String stats = stats(type, edge);
        SequencedMap<String, List<Property>> documents = new LinkedHashMap<>();
        views.forEach((view, name) -> {
            List<Property> properties = document(type, view, name, stats);
            documents.put(view, properties);
            objects.add(name, "A document of the type '" + type.name() + "' in the view '" + view + "'.", properties);
        });
        return new DescribedType(type.name(), type.label(), views, stats,
                edge.search() == null ? null : found(type, edge, edge.search(), documents),
                objects.reserve(List.of(type.name(), "views")), objects.reserve(List.of(type.name(), "documents")),
                objects.reserve(List.of(type.name(), "query")), edge);
    }

    private List<Property> document(ContentType type, String view, String name, String stats) {
        List<Property> properties = new ArrayList<>(FieldShapes.identity(type));
        ContentType.View shown = type.view(view);
        properties.addAll(fields.ofEntry(type, shown, IncludeTree.of(shown), List.of(type.name()), List.of(name)));
        properties.add(new Property("_meta", new Shape.Named(META)));
        properties.add(new Property("_stats", new Shape.Named(stats), false, "Only with `with=stats`."));
        return properties;
    }

    private String stats(ContentType type, PublishedModel.Type edge) {
        List<Property> properties = new ArrayList<>();
        if (edge.interactions().of("views").asBoolean(false)) {
            properties.add(new Property("views", new Shape.Count()));
        }
        JsonNode reactions = edge.interactions().of("reactions");
        if (!reactions.isEmpty()) {
            String name = objects.reserve(List.of(type.name(), "reactionCounts"));
            objects.add(name, "The numbers of users with each reaction.", reactions.valueStream()
                    .map(reaction -> new Property(reaction.asString(), new Shape.Count())).toList());
            properties.add(new Property("reactions", new Shape.Named(name)));
        }
        String name = objects.reserve(List.of(type.name(), "stats"));
        objects.add(name, "The tallies of a document of the type '" + type.name() + "'.", properties);
        return name;
    }

    private @Nullable String found(ContentType type, PublishedModel.Type edge, PublishedModel.Search search,
            SequencedMap<String, List<Property>> documents) {
        String highlights = objects.reserve(List.of(type.name(), "highlights"));
        Shape fragments = new Shape.ListOf(new Shape.Scalar(ScalarShape.TEXT));
        objects.add(highlights, "Fragments of HTML, by field; words that match are in <mark> elements.",
                new TreeSet<>(search.fields().keySet()).stream()
                        .map(field -> new Property(field, fragments, false, "")).toList());
        List<Property> properties = new ArrayList<>();
        properties.add(new Property("score", new Shape.Scalar(ScalarShape.NUMBER)));
        properties.add(new Property("highlights", new Shape.Named(highlights)));
        properties.addAll(documents.getOrDefault(ContentType.CARD, documents.getOrDefault(edge.listView(),
                documents.firstEntry().getValue())));
        String name = objects.reserve(List.of(type.name(), "found"));
        objects.add(name, "A document of the type '" + type.name() + "' that a search has found.", properties);
        return name;
    }
}
