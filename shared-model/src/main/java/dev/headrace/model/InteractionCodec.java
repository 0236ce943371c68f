package dev.headrace.model;

import dev.headrace.model.Interaction.ReactionChanged;
import dev.headrace.model.Interaction.ViewsCounted;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The wire form of interactions.
 *
 * <p>An event is a JSON object; a queue message is {@code {"v":1,"events":[{"c":"<clock>","e":{event}},…]}} with the clock
 * as a {@link Version}-like string. Reading a message never fails as a whole because of one bad event: that one is handed
 * on as {@link Item.Bad}.
 */
public final class InteractionCodec {

    /** The longest queue message, in characters; older limits of SQS are 256 KiB, attributes included. */
    public static final int LONGEST_MESSAGE = 240 * 1024;

    /** The most events in one message. */
    public static final int MOST_EVENTS = 1_000;

    private static final String OPENING = "{\"v\":1,\"events\":[";
    private static final StreamReadConstraints CONSTRAINTS = StreamReadConstraints.builder().maxNestingDepth(32)
            .maxDocumentLength(1 << 20).build();
    // ASCII only: a queue message must be legal XML text, which not all of Unicode is.
    private static final JsonMapper JSON = JsonMapper
            .builder(JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII).streamReadConstraints(CONSTRAINTS).build())
            .build();

    private InteractionCodec() {}

    /** What one place in a message holds. */
    public sealed interface Item {

        /** An event that can be applied. */
        record Good(ClockedInteraction event, String json) implements Item {}

        /** Something that no version of this codec that we know of has written. */
        record Bad(String json, String reason) implements Item {}
    }

    /** The message as a whole cannot be read. */
    public static final class UnreadableMessageException extends Exception {
        UnreadableMessageException(String message) {
            super(message);
        }
    }

    /** One event, without its clock. */
    public static String write(Interaction interaction) {
        StringWriter text = new StringWriter(256);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringProperty("id", interaction.id().toString());
            json.writeStringProperty("kind", switch (interaction) {
                case ViewsCounted _ -> "views";
                case ReactionChanged _ -> "reaction";
            });
            json.writeStringProperty("type", interaction.target().type());
            json.writeStringProperty("target", interaction.target().id());
            switch (interaction) {
                case ViewsCounted views -> json.writeNumberProperty("count", views.count());
                case ReactionChanged reaction -> {
                    json.writeStringProperty("user", reaction.user());
                    json.writeStringProperty("reaction", reaction.kind());
                    json.writeBooleanProperty("on", reaction.on());
                }
            }
            json.writeEndObject();
        }
        return text.toString();
    }

    /** One element of a message. */
    public static String element(String clock, String event) {
        return "{\"c\":\"" + clock + "\",\"e\":" + event + "}";
    }

    /** A message of elements, which must stay within {@link #LONGEST_MESSAGE} and {@link #MOST_EVENTS}. */
    public static String message(Collection<String> elements) {
        return OPENING + String.join(",", elements) + "]}";
    }

    /** @throws UnreadableMessageException if the text is no message at all */
    public static List<Item> read(String message) throws UnreadableMessageException {
        JsonNode root;
        try {
            root = JSON.readTree(message);
        } catch (JacksonException e) {
            throw new UnreadableMessageException("not JSON: " + e.getOriginalMessage());
        }
        if (root == null || !root.path("v").isInt() || root.path("v").intValue() != 1
                || !root.path("events").isArray()) {
            throw new UnreadableMessageException("not a message of version 1");
        }
        List<Item> items = new ArrayList<>(root.path("events").size());
        for (JsonNode element : root.path("events")) {
            items.add(item(element));
        }
        return items;
    }

    private static Item item(JsonNode element) {
        String json = element.toString();
        try {
            Fields fields = new Fields(element.path("e"));
            long clock = Version.parse(new Fields(element).text("c"));
            return new Item.Good(new ClockedInteraction(clock, interaction(fields)), json);
        } catch (IllegalArgumentException e) {
            return new Item.Bad(json, String.valueOf(e.getMessage()));
        }
    }

    private static Interaction interaction(Fields fields) {
        EventId id = EventId.parse(fields.text("id"));
        Target target = new Target(fields.text("type"), fields.text("target"));
        String kind = fields.text("kind");
        return switch (kind) {
            case "views" -> new ViewsCounted(id, target, fields.whole("count"));
            case "reaction" ->
                new ReactionChanged(id, target, fields.text("user"), fields.text("reaction"), fields.truth("on"));
            default -> throw new IllegalArgumentException("unknown kind '" + kind + "'");
        };
    }

    /** Strict access to an object's fields. */
    private record Fields(JsonNode object) {

        String text(String name) {
            JsonNode value = object.path(name);
            if (!value.isString() || value.stringValue().isEmpty()) {
                throw new IllegalArgumentException("'" + name + "' must be a text");
            }
            return value.stringValue();
        }

        long whole(String name) {
            JsonNode value = object.path(name);
            if (!value.isIntegralNumber() || !value.canConvertToLong()) {
                throw new IllegalArgumentException("'" + name + "' must be a whole number");
            }
            return value.longValue();
        }

        boolean truth(String name) {
            JsonNode value = object.path(name);
            if (!value.isBoolean()) {
                throw new IllegalArgumentException("'" + name + "' must be true or false");
            }
            return value.booleanValue();
        }
    }
}
