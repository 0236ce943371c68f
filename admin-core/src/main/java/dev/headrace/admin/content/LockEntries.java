package dev.headrace.admin.content;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.finding.EntrySelect;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.web.NotFoundException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Loads and locks the entries that a verb changes, until the end of the transaction. The order of all locks is in
 * ARCHITECTURE.md.
 */
@Component
public class LockEntries {

    private static final int BATCH = 500;

    private final EntrySelect select;
    private final Entries entries;

    LockEntries(EntrySelect select, Entries entries) {
        this.select = select;
        this.entries = entries;
    }

    /** @throws NotFoundException if there is no such entry, or the actor may not see it */
    @Transactional(propagation = Propagation.MANDATORY)
    public Entry one(ContentType type, UUID id, Actor actor) {
        return all(Map.of(id, type), actor).getFirst();
    }

    /**
     * In the order of their ids.
     *
     * @param types the type that each entry must have
     * @throws NotFoundException if one of them does not exist, has another type, or the actor may not see it
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Entry> all(Map<UUID, ContentType> types, Actor actor) {
        return load(select(types, actor).lockEntries(), types);
    }

    /** Like {@link #all(Map, Actor)}, for entries of one type. */
    @Transactional(propagation = Propagation.MANDATORY)
    List<Entry> all(ContentType type, Collection<UUID> ids, Actor actor) {
        return all(ofType(type, ids), actor);
    }

    /** Like {@link #all(ContentType, Collection, Actor)}, for entries that will be deleted. */
    @Transactional(propagation = Propagation.MANDATORY)
    List<Entry> allToDelete(ContentType type, Collection<UUID> ids, Actor actor) {
        Map<UUID, ContentType> types = ofType(type, ids);
        return load(select(types, actor).lockEntriesToDelete(), types);
    }

    private static Map<UUID, ContentType> ofType(ContentType type, Collection<UUID> ids) {
        return ids.stream().distinct().collect(Collectors.toMap(id -> id, _ -> type));
    }

    private EntrySelect.Query select(Map<UUID, ContentType> types, Actor actor) {
        return select.by(actor).and("e.id = any (:ids)").param("ids", types.keySet().toArray(UUID[]::new));
    }

    private List<Entry> load(List<UUID> ids, Map<UUID, ContentType> types) {
        List<Entry> locked = new ArrayList<>(ids.size());
        for (int from = 0; from < ids.size(); from += BATCH) {
            locked.addAll(entries.findWithVariants(ids.subList(from, Math.min(from + BATCH, ids.size()))));
        }
        Set<UUID> found = new HashSet<>();
        locked.stream().filter(entry -> Optional.ofNullable(types.get(entry.id())).map(ContentType::id)
                .filter(entry.typeId()::equals).isPresent()).forEach(entry -> found.add(entry.id()));
        types.forEach((id, type) -> {
            if (!found.contains(id)) {
                throw new NotFoundException("There is no " + type.name() + " with the id " + id + ".");
            }
        });
        return locked;
    }
}
