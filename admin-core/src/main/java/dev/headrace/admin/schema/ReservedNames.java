package dev.headrace.admin.schema;

import dev.headrace.model.PublishedModel;
import dev.headrace.model.ReadParameter;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names that fields of a type cannot have, because documents and queries use them themselves. */
public final class ReservedNames {

    /** The query parameters of a list of entries that are not filters. */
    public static final Set<String> QUERY = Set.of("q", "status", "sort", "page", "size", "after", "locale");

    private static final Set<String> OF_DOCUMENTS = Set.of("id", "type", PublishedModel.PUBLISHED_AT);
    private static final Set<String> ALL = Stream.of(OF_DOCUMENTS, QUERY, ReadParameter.ALL).flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    /** Those of types that can be searched: parameters of searches, and what found documents have besides their fields. */
    static final Set<String> OF_SEARCHED = Set.of(ReadParameter.TYPES, ReadParameter.FACETS, "score", "highlights");

    private ReservedNames() {}

    static boolean contains(String name) {
        return ALL.contains(name);
    }
}
