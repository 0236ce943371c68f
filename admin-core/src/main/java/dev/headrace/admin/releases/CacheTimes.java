package dev.headrace.admin.releases;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.publishing.ChangedVariant;
import dev.headrace.admin.publishing.DocumentKey;
import dev.headrace.admin.publishing.Marks;
import dev.headrace.admin.publishing.RenderPriority;
import dev.headrace.admin.schema.Model;
import dev.headrace.admin.schema.Types;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Caches keep a document no longer than until the next release that will change it. So documents are rendered again when the
 * time of a release changes, or what a scheduled release has. A transaction may call this once, see {@link Marks}.
 */
@Component
class CacheTimes {

    private final ReleasedEntries entries;
    private final ReleaseItems items;
    private final Types types;
    private final Marks marks;

    CacheTimes(ReleasedEntries entries, ReleaseItems items, Types types, Marks marks) {
        this.entries = entries;
        this.items = items;
        this.types = types;
        this.marks = marks;
    }

    /** The time of a release has changed. */
    @Transactional(propagation = Propagation.MANDATORY)
    void changed(UUID release, Actor actor) {
        changed(items.of(release).stream().map(ReleaseItem::key).toList(), entries.types(release, actor));
    }

    /**
     * A scheduled release has these variants from now on, or not any more.
     *
     * @param typeNames the types of their entries; those without are left out
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void changed(Collection<DocumentKey> variants, Map<UUID, String> typeNames) {
        Model model = types.lockShared();
        List<ChangedVariant> changed = variants.stream()
                .flatMap(key -> Optional.ofNullable(typeNames.get(key.entryId())).flatMap(model::find).stream()
                        .map(type -> new ChangedVariant(type, key)))
                .toList();
        if (!changed.isEmpty()) {
            marks.markScheduled(model, changed, RenderPriority.BACKGROUND);
        }
    }
}
