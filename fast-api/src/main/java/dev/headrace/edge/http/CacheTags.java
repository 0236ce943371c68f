package dev.headrace.edge.http;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * The names under which caches in front of the edge can purge a response, ready to be sent.
 *
 * @param surrogateKey value of {@code Surrogate-Key}
 * @param cacheGroups value of {@code Cache-Groups} (RFC 9875)
 */
public record CacheTags(String surrogateKey, String cacheGroups) {

    /** @param names without spaces, quotes and backslashes, such as type names and ids */
    public static CacheTags of(Collection<String> names) {
        return new CacheTags(String.join(" ", names),
                names.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(", ")));
    }
}
