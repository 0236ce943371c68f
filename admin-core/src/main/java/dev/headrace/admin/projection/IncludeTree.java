package dev.headrace.admin.projection;

import dev.headrace.admin.schema.ContentType.View;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The dotted paths of a view's {@code include} as a tree. A step is the name of a field, or of a block type within a field
 * of blocks. References at a node of the tree are embedded, those on the way to a deeper one included.
 */
final class IncludeTree {

    private static final Pattern STEPS = Pattern.compile("\\.");

    private final Map<String, IncludeTree> children = new HashMap<>();
    private Optional<String> view = Optional.empty();

    private IncludeTree() {}

    static IncludeTree of(View view) {
        return merged(List.of(view));
    }

    /** The paths of several views together, for loading; the views that they name are of no use then. */
    static IncludeTree merged(Collection<View> views) {
        IncludeTree root = new IncludeTree();
        views.forEach(view -> view.include().forEach((path, named) -> {
            IncludeTree node = root;
            for (String step : STEPS.split(path, -1)) {
                node = node.children.computeIfAbsent(step, _ -> new IncludeTree());
            }
            node.view = named;
        }));
        return root;
    }

    /** The node of a step; null if nothing is embedded there. */
    @Nullable
    IncludeTree child(String step) {
        return children.get(step);
    }

    /** The view that references are embedded in; empty if the path names none. */
    Optional<String> view() {
        return view;
    }
}
