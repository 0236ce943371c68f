package dev.headrace.admin.schema;

import dev.headrace.admin.schema.ModelWork.TypeWork;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Adapts stored values to a changed model, in batches of entries. All calls run in the caller's transaction, which holds
 * the model lock.
 */
@Component
class AdaptValues {

    static final UUID FIRST = new UUID(0, 0);
    private static final int BATCH = 200;

    private final Types types;
    private final StoredEntries entries;
    private final List<StoredValues> stored;
    private final AffectedEntries counts;

    AdaptValues(Types types, StoredEntries entries, List<StoredValues> stored, List<StoredCounts> counted) {
        this.types = types;
        this.entries = entries;
        this.stored = List.copyOf(stored);
        this.counts = new AffectedEntries(List.copyOf(counted));
    }

    /**
     * A processed batch.
     *
     * @param last the last entry; empty if there are no more entries
     */
    record Batch(int entries, Optional<UUID> last) {}

    /** The number of affected entries. */
    long count(ModelWork work, Model before) {
        return Stream.concat(work.adapted().stream().map(TypeWork::typeId), work.deleted().stream())
                .flatMap(id -> before.byId(id).stream()).mapToLong(counts::entries).sum()
                + work.locales().stream().mapToLong(counts::entriesIn).sum();
    }

    /** Adapts all values in the current transaction. */
    void adaptAll(ModelWork work, Model model) {
        work.adapted().forEach(each -> inBatches(after -> adaptNext(model, each, after)));
        work.deleted().forEach(id -> inBatches(after -> deleteNext(id, after)));
        work.locales().forEach(locale -> inBatches(after -> deleteNextIn(model, locale, after)));
    }

    /** Claims all values of a field, as {@link StoredValues#claimUnique} does. */
    void claimUnique(ContentType type, Field field, Locales locales) {
        releaseUnique(field.id());
        inBatches(after -> done(entries.next(type.id(), after, BATCH),
                batch -> stored.forEach(values -> values.claimUnique(type, field, locales, batch))));
    }

    void releaseUnique(String fieldId) {
        stored.forEach(values -> values.releaseUnique(fieldId));
    }

    /**
     * Adapts the next entries of a type; none if the type no longer exists.
     *
     * @param model as of this transaction
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Batch adaptNext(Model model, TypeWork work, UUID after) {
        return model.byId(work.typeId())
                .map(type -> next(type.id(), after, batch -> adapt(type, model.locales(), work, batch)))
                .orElse(new Batch(0, Optional.empty()));
    }

    private void adapt(ContentType type, Locales locales, TypeWork work, List<UUID> batch) {
        for (StoredValues values : stored) {
            if (!work.removed().isEmpty()) {
                values.remove(type, locales, work.removed(), batch);
            }
            if (work.share()) {
                values.share(type, locales, batch);
            }
            if (work.retitle()) {
                values.retitle(type, batch);
            }
        }
        stored.forEach(values -> values.updateChangedFlags(batch));
    }

    /** Deletes the next entries of a deleted type, and the type after the last ones. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Batch deleteNext(String typeId, UUID after) {
        Batch batch = next(typeId, after, entries::delete);
        if (batch.last().isEmpty()) {
            types.deleteRow(typeId);
        }
        return batch;
    }

    /**
     * Deletes the values of the next entries in a locale; nothing if the locale was added again.
     *
     * @param model as of this transaction
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Batch deleteNextIn(Model model, String locale, UUID after) {
        return model.locales().has(locale)
                ? new Batch(0, Optional.empty())
                : done(entries.lockNextIn(locale, after, BATCH), batch -> entries.deleteLocale(locale, batch));
    }

    private Batch next(String typeId, UUID after, Consumer<List<UUID>> work) {
        return done(entries.lockNext(typeId, after, BATCH), work);
    }

    private static Batch done(List<UUID> batch, Consumer<List<UUID>> work) {
        if (!batch.isEmpty()) {
            work.accept(batch);
        }
        return new Batch(batch.size(), batch.size() < BATCH ? Optional.empty() : Optional.of(batch.getLast()));
    }

    /** Processes the batch after an entry. */
    private interface Step {
        Batch after(UUID last);
    }

    private static void inBatches(Step step) {
        Optional<UUID> last = Optional.of(FIRST);
        while (last.isPresent()) {
            last = step.after(last.get()).last();
        }
    }
}
