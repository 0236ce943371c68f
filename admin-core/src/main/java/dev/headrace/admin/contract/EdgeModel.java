package dev.headrace.admin.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.InteractionKinds;
import dev.headrace.admin.schema.Model;
import dev.headrace.admin.schema.SearchedText;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.PublishedModel.Field;
import dev.headrace.model.Sha256;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The part of the model that the edges need. */
@Component
public class EdgeModel {

    private final InteractionKinds kinds;

    EdgeModel(InteractionKinds kinds) {
        this.kinds = kinds;
    }

    /** The part of a model that is published. */
    public PublishedModel of(Model model) {
        Map<String, PublishedModel.Type> published = new HashMap<>();
        model.types().values().forEach(type -> published.put(type.name(), type(type)));
        return new PublishedModel(model.version(), model.locales().tags(), published);
    }

    private PublishedModel.Type type(ContentType type) {
        return new PublishedModel.Type(List.copyOf(type.renderedViews().keySet()), type.lists().view(),
                fields(type, type.lists().filter()), fields(type, type.lists().sort()),
                new PublishedModel.Interactions(kinds.forEdges(type)), lists(type), search(type));
    }

    private static PublishedModel.@Nullable Search search(ContentType type) {
        Map<String, String> searched = new HashMap<>();
        type.search().fields().forEach(name -> type.field(name).filter(field -> !field.restricted())
                .ifPresent(field -> searched.put(name, field.id())));
        return searched.isEmpty()
                ? null
                : new PublishedModel.Search(searched, searched.containsKey(type.titleField()) ? type.titleField() : "",
                        type.search().facets().stream().filter(fields(type, type.lists().filter())::containsKey)
                                .toList());
    }

    /**
     * The version of a type's lists and search: a hash of the fields in the index records of its documents. It includes
     * field ids, since a name may move from one field to another.
     */
    public static String lists(ContentType type) {
        String definition = definition(fields(type, type.lists().filter())) + "\n"
                + definition(fields(type, type.lists().sort()));
        if (!type.searchedTexts().isEmpty()) {
            definition += "\n" + type.searchedTexts().stream().map(SearchedText::toString).sorted()
                    .collect(Collectors.joining(","));
        }
        return Sha256.tag(ByteBuffer.wrap(definition.getBytes(UTF_8)));
    }

    private static String definition(Map<String, Field> fields) {
        return new TreeMap<>(fields).entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue().id() + " " + each.getValue().kind())
                .collect(Collectors.joining(","));
    }

    /** Missing fields, and fields that lists do not support, are skipped: stored models may violate newer rules. */
    private static Map<String, Field> fields(ContentType type, List<String> names) {
        Map<String, Field> fields = new HashMap<>();
        for (String name : names) {
            type.field(name).filter(field -> !field.restricted()).ifPresent(field -> field.listKind()
                    .ifPresent(kind -> fields.put(name,
                            new Field(kind, field.targets(), field.id(), field.choices(), field.many()))));
        }
        return fields;
    }
}
