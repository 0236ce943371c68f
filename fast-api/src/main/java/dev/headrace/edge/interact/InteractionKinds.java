package dev.headrace.edge.interact;

import java.util.List;

/** The kinds of writes that every edge accepts. */
public final class InteractionKinds {

    public static final List<InteractionKind> ALL = List.of(new ViewsKind(), new ReactionsKind());

    private InteractionKinds() {}
}
