package dev.headrace.admin.interactions;

import java.util.List;

/**
 * Stores the events of one kind. The inbox passes each event once, in no particular order. Each bean of this type adds a
 * kind.
 *
 * @param <E> a parsed event of the kind
 */
public interface InteractionHandler<E> {

    /** The value of {@link dev.headrace.model.InteractionEvent#kind}. */
    String kind();

    /** @throws IllegalArgumentException if the event can never be applied; the message is the reason shown to staff */
    E parse(ReceivedEvent event);

    /** Applies a batch of new events in the inbox's transaction. */
    void apply(List<E> events, TallyChanges changes);

    /**
     * The users' resulting state in Redis after these events were stored or rejected, read in the inbox's transaction. Some
     * of the events may have been stored earlier.
     */
    List<EntryCorrection> corrections(List<E> events);
}
