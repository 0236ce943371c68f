package dev.headrace.admin.projection;

import dev.headrace.admin.schema.Block;
import dev.headrace.admin.schema.IncludeTree;
import dev.headrace.admin.schema.ValueVisitor;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Finds the references of an entry outside private fields, and the embedded ones among them. */
final class FindReferences implements ValueVisitor {

    private final Deque<Optional<IncludeTree>> open = new ArrayDeque<>();
    private final Collection<UUID> targets;
    private final BiConsumer<UUID, IncludeTree> embedded;

    /**
     * @param include the include paths that start at this entry
     * @param targets receives all referenced entries
     * @param embedded receives embedded entries, with the include paths that start at them
     */
    FindReferences(IncludeTree include, Collection<UUID> targets, BiConsumer<UUID, IncludeTree> embedded) {
        this.open.push(Optional.of(include));
        this.targets = targets;
        this.embedded = embedded;
    }

    @Override
    public boolean visits(Place place) {
        return !place.field().restricted();
    }

    @Override
    public void reference(Place place, List<UUID> ids) {
        targets.addAll(ids);
        child(place.field().name()).ifPresent(include -> ids.forEach(id -> embedded.accept(id, include)));
    }

    @Override
    public void startGroup(Place place) {
        open.push(child(place.field().name()));
    }

    @Override
    public void endGroup(Place place) {
        open.pop();
    }

    @Override
    public void startList(Place place, int size) {
        open.push(child(place.field().name()));
    }

    @Override
    public void endList(Place place) {
        open.pop();
    }

    @Override
    public void startElement(Place place, String key, @Nullable Block block) {
        open.push(block == null ? open.element() : child(block.name()));
    }

    @Override
    public void endElement(Place place) {
        open.pop();
    }

    private Optional<IncludeTree> child(String step) {
        return open.element().map(node -> node.child(step));
    }
}
