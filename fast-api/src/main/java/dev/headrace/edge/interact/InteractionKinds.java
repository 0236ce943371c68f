package dev.headrace.edge.interact;

import dev.headrace.edge.tallies.TallyPart;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** The kinds of writes that an edge accepts: built-in ones and those of other modules. */
public final class InteractionKinds {

    private static final List<InteractionKind> OWN = List.of(new ViewsKind(), new ReactionsKind());

    private InteractionKinds() {}

    /** Finds the kinds of all modules on the class path. */
    public static List<InteractionKind> load() {
        return Stream.concat(OWN.stream(),
                ServiceLoader.load(InteractionKind.class).stream().map(ServiceLoader.Provider::get)).toList();
    }

    /** The parts of the tallies that these kinds write, in their order. */
    public static List<TallyPart> tallyParts(List<InteractionKind> kinds) {
        return kinds.stream().filter(TallyPart.class::isInstance).map(TallyPart.class::cast).toList();
    }
}
