package dev.headrace.admin.schema;

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
 * of blocks. References at every node are embedded, including inner nodes.
 */
public final class IncludeTree {

    private static final Pattern STEPS = Pattern.compile("\\.");

    private final Map<String, IncludeTree> children = new HashMap<>();
    private Optional<String> view = Optional.empty();

    private IncludeTree() {}

    /** The paths of one view. */
    public static IncludeTree of(View view) {
        return merged(List.of(view));
    }

    /** Merges the paths of several views, for loading; {@link #view} is meaningless in the result. */
    public static IncludeTree merged(Collection<View> views) {
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

    /** The child node of a step; null if nothing is embedded there. */
    public @Nullable IncludeTree child(String step) {
        return children.get(step);
    }

    /** The view in which references are embedded; empty for the default. */
    public Optional<String> view() {
        return view;
    }
}
