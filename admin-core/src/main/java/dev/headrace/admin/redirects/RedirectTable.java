package dev.headrace.admin.redirects;

import dev.headrace.model.PublishedRedirects;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeMap;

/** All redirects together: where chains of them end, and whether some lead back to themselves. */
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

    /** The paths of a loop that a redirect leads into, the first one repeated at the end; empty if there is none. */
    List<String> loop(Redirect redirect) {
        SequencedSet<String> seen = new LinkedHashSet<>();
        Optional<Redirect> next = Optional.of(redirect);
        while (next.isPresent()) {
            if (!seen.add(next.get().path())) {
                List<String> loop = new ArrayList<>(seen);
                loop.subList(0, loop.indexOf(next.get().path())).clear();
                loop.add(next.get().path());
                return loop;
            }
            next = following(next.get());
        }
        return List.of();
    }

    /** Where readers end up: the last redirect of a chain without a loop. */
    Redirect last(Redirect redirect) {
        Redirect last = redirect;
        for (int hops = 0; hops < byPath.size(); hops++) {
            Optional<Redirect> next = following(last);
            if (next.isEmpty()) {
                break;
            }
            last = next.get();
        }
        return last;
    }

    private Optional<Redirect> following(Redirect redirect) {
        return redirect.to() == null ? Optional.empty() : find(redirect.to());
    }

    /** With the end of each chain as its target, because clients may follow only one redirect. */
    PublishedRedirects published() {
        return new PublishedRedirects(byPath.values().stream().map(redirect -> {
            Redirect last = last(redirect);
            return new PublishedRedirects.Item(redirect.path(), last.to(),
                    last.to() == null ? Redirect.GONE : redirect.status());
        }).toList());
    }
}
