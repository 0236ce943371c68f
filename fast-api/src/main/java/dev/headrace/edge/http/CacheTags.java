package dev.headrace.edge.http;

import dev.headrace.model.Target;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names under which caches in front of the edge can purge a response, ready to be sent. A response belongs to its
 * documents and to their types.
 *
 * @param surrogateKey value of {@code Surrogate-Key}; empty if there are no names
 * @param cacheGroups value of {@code Cache-Groups}; empty if there are no names
 */
public record CacheTags(String surrogateKey, String cacheGroups) {

    /** RFC 9875 obliges caches to support this many groups, with this many characters each. */
    private static final int MAX_GROUPS = 32;
    private static final int MAX_GROUP_LENGTH = 32;

    /** The names of a response that depends on all documents of a type. */
    public static CacheTags of(String type) {
        return ofTypes(List.of(type));
    }

    /** The names of a response that depends on all documents of some types. */
    public static CacheTags ofTypes(List<String> types) {
        return of(types, types);
    }

    /** The names of a response that depends only on these documents. */
    public static CacheTags of(Collection<Target> documents) {
        List<String> types = documents.stream().map(Target::type).distinct().toList();
        List<String> ids = documents.stream().map(document -> document.id().replace("-", "")).toList();
        return of(join(documents.stream().map(Target::toString), types),
                ids.size() + types.size() > MAX_GROUPS ? types : join(ids.stream(), types));
    }

    private static List<String> join(Stream<String> documents, List<String> types) {
        return Stream.concat(documents, types.stream()).toList();
    }

    private static CacheTags of(List<String> keys, List<String> groups) {
        return new CacheTags(String.join(" ", keys), groups.stream().map(CacheTags::shortened).distinct()
                .limit(MAX_GROUPS).map(group -> "\"" + group + "\"").collect(Collectors.joining(", ")));
    }

    /** Types with the same beginning share a group, so more than necessary may be purged but never less. */
    private static String shortened(String name) {
        return name.substring(0, Math.min(MAX_GROUP_LENGTH, name.length()));
    }
}
