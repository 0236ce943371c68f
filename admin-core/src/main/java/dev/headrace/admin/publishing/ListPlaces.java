package dev.headrace.admin.publishing;

import dev.headrace.admin.content.References;
import dev.headrace.admin.publishing.Publications.Publication;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.model.ListPlace;
import dev.headrace.model.ListValue;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.PublishedModel.ValueKind;
import dev.headrace.model.RedisKeys;
import dev.headrace.model.SortKey;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Where a document stands in the lists of its type: one list for each sort, and one for each sort and filter value. */
final class ListPlaces {

    private ListPlaces() {}

    static List<ListPlace> of(Publication publication, ContentType type) {
        List<ListPlace> places = new ArrayList<>();
        addPlaces(places, publication, type, PublishedModel.PUBLISHED_AT,
                SortKey.ofInstant(publication.firstPublishedAt()));
        for (String sort : type.lists().sort()) {
            addPlaces(places, publication, type, sort, sortKey(publication, type, sort));
        }
        return places;
    }

    private static void addPlaces(List<ListPlace> places, Publication publication, ContentType type, String sort,
            String sortKey) {
        String member = ListPlace.member(sortKey, publication.id().toString());
        places.add(new ListPlace(RedisKeys.list(type.name(), sort), member));
        for (String filter : type.lists().filter()) {
            for (String value : filterValues(publication, type, filter)) {
                places.add(new ListPlace(RedisKeys.list(type.name(), sort, filter, value), member));
            }
        }
    }

    private static String sortKey(Publication publication, ContentType type, String field) {
        JsonNode value = publication.fields().path(field);
        return value.isMissingNode() ? SortKey.ABSENT : ListValue.read(kind(type, field), value.asString()).sortKey();
    }

    private static List<String> filterValues(Publication publication, ContentType type, String field) {
        JsonNode value = publication.fields().path(field);
        if (value.isMissingNode()) {
            return List.of();
        }
        ValueKind kind = kind(type, field);
        return kind == ValueKind.REFERENCE
                ? References.ids(value).stream().map(UUID::toString).toList()
                : List.of(ListValue.read(kind, value.asString()).text());
    }

    private static ValueKind kind(ContentType type, String field) {
        return EdgeModel.valueKind(type.field(field).orElseThrow().type());
    }
}
