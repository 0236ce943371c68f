package dev.headrace.admin.interactions;

import dev.headrace.admin.interactions.EventReader.Parsed;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The parsed events of one handler. */
record HandledEvents<E>(InteractionHandler<E> handler, List<E> events) {

    /** Groups events by handler, ordered by kind, so that all workers lock rows of several kinds in the same order. */
    static List<HandledEvents<?>> of(List<Parsed<?>> events) {
        return events.stream().collect(Collectors.groupingBy(event -> event.handler().kind())).entrySet().stream()
                .sorted(Comparator.comparing(Map.Entry::getKey))
                .<HandledEvents<?>>map(each -> ofOneHandler(each.getValue())).toList();
    }

    @SuppressWarnings("unchecked") // all events have the same handler
    private static <E> HandledEvents<E> ofOneHandler(List<Parsed<?>> events) {
        Parsed<E> first = (Parsed<E>) events.getFirst();
        return new HandledEvents<>(first.handler(), events.stream().map(each -> (E) each.event()).toList());
    }

    void apply(TallyChanges changes) {
        handler.apply(events, changes);
    }

    List<EntryCorrection> corrections() {
        return handler.corrections(events);
    }
}
