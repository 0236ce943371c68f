package dev.headrace.admin.redirects;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/**
 * Where chains of redirects end, and which lead back to themselves. The table must not change meanwhile: each redirect is
 * followed once, for all those that lead to it.
 */
final class RedirectEnds {

    private final Function<Redirect, Optional<Redirect>> following;
    private final Map<String, Redirect> ends = new HashMap<>();
    private final Map<String, List<String>> loops = new HashMap<>();

    /** @param following the redirect of what a redirect leads to */
    RedirectEnds(Function<Redirect, Optional<Redirect>> following) {
        this.following = following;
    }

    /** What readers of a redirect's path get in the end; the redirect itself if it leads into a loop. */
    Redirect end(Redirect redirect) {
        follow(redirect);
        return ends.getOrDefault(redirect.path(), redirect);
    }

    /** The paths of a loop that a redirect leads into, the first one repeated at the end; empty if there is none. */
    List<String> loop(Redirect redirect) {
        follow(redirect);
        return loops.getOrDefault(redirect.path(), List.of());
    }

    private void follow(Redirect first) {
        SequencedMap<String, Redirect> walk = new LinkedHashMap<>();
        Optional<Redirect> next = Optional.of(first);
        while (next.isPresent() && !isKnown(next.get().path())
                && walk.putIfAbsent(next.get().path(), next.get()) == null) {
            next = following.apply(next.get());
        }
        List<String> loop = next.map(stopped -> loop(walk, stopped.path())).orElse(List.of());
        if (!loop.isEmpty()) {
            walk.sequencedKeySet().forEach(path -> loops.put(path, loop));
            return;
        }
        walk.sequencedValues().reversed().forEach(redirect -> ends.put(redirect.path(),
                following.apply(redirect).map(other -> redirect.leadingOn(end(other))).orElse(redirect)));
    }

    private boolean isKnown(String path) {
        return ends.containsKey(path) || loops.containsKey(path);
    }

    /** The loop that a walk has reached with its last step; empty if it has reached none. */
    private List<String> loop(SequencedMap<String, Redirect> walk, String last) {
        if (!walk.containsKey(last)) {
            return loops.getOrDefault(last, List.of());
        }
        List<String> loop = new ArrayList<>(walk.sequencedKeySet());
        loop.subList(0, loop.indexOf(last)).clear();
        loop.add(last);
        return loop;
    }
}
