package dev.headrace.admin.redirects;

import dev.headrace.model.PublishedRedirects;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** All redirects together. */
final class RedirectTable {

    private final NavigableMap<String, Redirect> byPath = new TreeMap<>();

    RedirectTable(Collection<Redirect> redirects) {
        redirects.forEach(this::put);
    }

    void put(Redirect redirect) {
        byPath.put(redirect.path(), redirect);
    }

    int size() {
        return byPath.size();
    }

    Optional<Redirect> find(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    /** Where its redirects lead; it must not change meanwhile. */
    RedirectEnds ends() {
        return new RedirectEnds(redirect -> redirect.to() == null ? Optional.empty() : find(redirect.targetPath()));
    }

    /** With the end of each chain as its target, because clients may follow only one redirect. */
    PublishedRedirects published() {
        RedirectEnds ends = ends();
        return new PublishedRedirects(byPath.values().stream().map(ends::end)
                .map(end -> new PublishedRedirects.Item(end.path(), end.to(), end.status())).toList());
    }
}
