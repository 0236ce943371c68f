package dev.headrace.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;

/** Values whose wire forms are pinned, and the golden files that pin them. */
final class WireSamples {

    static final Target TARGET = new Target("article", "0199a3c4-5d6e-7f80-9a1b-2c3d4e5f6071");
    static final EventId EVENT = EventId.parse("0199a3c4-5d6e-7ad1-9a1b-2c3d4e5f6071");

    private WireSamples() {}

    static InteractionEvent views() {
        return new InteractionEvent(EVENT, ViewsCounted.KIND, TARGET, null, new ViewsCounted(12).toJson());
    }

    static InteractionEvent retried() {
        return new InteractionEvent(EVENT, ViewsCounted.KIND, TARGET, null, new ViewsCounted(1).toJson(),
                List.of(EventId.parse("0199a3c3-5d6e-7ad1-9a1b-2c3d4e5f6071"),
                        EventId.parse("0199a3c2-5d6e-7ad1-9a1b-2c3d4e5f6071")));
    }

    static InteractionEvent reaction() {
        return new InteractionEvent(EVENT, ReactionChanged.KIND, TARGET, "ann \"é\"",
                new ReactionChanged("like", true).toJson());
    }

    /** The content of a golden file. */
    static String golden(String name) throws IOException {
        try (InputStream in = Objects
                .requireNonNull(WireSamples.class.getResourceAsStream("/golden/" + name + ".txt"))) {
            return new String(in.readAllBytes(), UTF_8).stripTrailing();
        }
    }
}
