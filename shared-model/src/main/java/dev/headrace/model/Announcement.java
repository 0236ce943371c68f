package dev.headrace.model;

import java.util.ArrayList;
import java.util.List;

/** Changes for {@code announce.lua} to append to {@link RedisKeys#CHANGES}. */
public record Announcement(List<DocumentChange> changes) {

    /** Approximate length of the stream; an edge that is further behind resynchronizes. */
    static final int KEPT = 10_000;

    public Announcement {
        changes = List.copyOf(changes);
    }

    /** Returns the {@link StreamPosition} of the last entry. */
    public ScriptCall call() {
        List<String> arguments = new ArrayList<>();
        arguments.add(Integer.toString(KEPT));
        changes.forEach(change -> arguments
                .addAll(List.of(change.target().type(), change.target().id(), change.locale())));
        return new ScriptCall(RedisScript.ANNOUNCE, List.of(RedisKeys.CHANGES), arguments);
    }
}
