package dev.headrace.admin.interactions;

import java.util.List;

/**
 * Stores the events of one kind. The inbox passes each event once, in no particular order, and knows nothing of kinds: a new
 * kind is a bean of this type.
 *
 * @param <E> an event of the kind with its data read
 */
public interface InteractionHandler<E> {

    /** As {@link dev.headrace.model.InteractionEvent#kind} has it. */
    String kind();

    /** @throws IllegalArgumentException if the event can never be applied; the message is the reason that staff read */
    E parse(ReceivedEvent event);

    /** Applies new events, all at once, in the inbox's transaction. */
    void apply(List<E> events, TallyChanges changes);

    /**
     * What the user's state in Redis must be after these events were stored or rejected, read in the inbox's transaction. Some
     * of them may have been stored earlier.
     */
    List<EntryCorrection> corrections(List<E> events);
}
