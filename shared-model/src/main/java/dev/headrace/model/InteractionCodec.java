package dev.headrace.model;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The wire form of events.
 *
 * <p>An event is {@code {"id","kind","type","target","actor"?,"data":{…}}}; a queue message is
 * {@code {"v":1,"events":[{"c":"<clock>","e":{event}},…]}} with the clock in the form of a {@link Version}. A later form of
 * the message has a higher {@code v}; a later form of a single event has a {@code v} of its own, above 1. Reading never
 * fails: what cannot be read is an {@link Item} too and does not affect the others.
 */
public final class InteractionCodec {

    /** Maximum length of a queue message in characters; older limits of SQS are 256 KiB, attributes included. */
    public static final int MAX_MESSAGE_LENGTH = 240 * 1024;

    /** Maximum number of events in one message. */
    public static final int MAX_EVENTS = 1_000;

    /** How deep objects and arrays may be nested in an event's data, the data itself included. */
    public static final int MAX_DATA_DEPTH = 28;

    private static final int FORM = 1;
    // Around the data there is the event, and around that the message, its array, and the element with the clock.
    private static final int MAX_EVENT_DEPTH = MAX_DATA_DEPTH + 1;
    private static final int MAX_MESSAGE_DEPTH = MAX_EVENT_DEPTH + 3;
    private static final String OPENING = "{\"v\":" + FORM + ",\"events\":[";
    private static final StreamReadConstraints CONSTRAINTS = StreamReadConstraints.builder()
            .maxNestingDepth(MAX_MESSAGE_DEPTH)
            .maxDocumentLength(1 << 20).build();
    // ASCII only: a queue message must be legal XML text, which not all of Unicode is. Numbers keep all their digits.
    private static final JsonMapper JSON = JsonMapper
            .builder(JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII).streamReadConstraints(CONSTRAINTS)
                    .streamWriteConstraints(
                            StreamWriteConstraints.builder().maxNestingDepth(MAX_EVENT_DEPTH).build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES).build();

    private InteractionCodec() {}

    /** What was read at one place of a message. */
    public sealed interface Item {

        /** A message that holds this item and nothing else, so that it can be stored and read again. */
        String message();

        /** An event whose envelope is understood; its kind may be unknown to the reader. */
        record Good(ClockedEvent event) implements Item {
            @Override
            public String message() {
                return InteractionCodec.message(
                        List.of(element(Version.format(event.clock()), write(event.event()))));
            }
        }

        /** An event or a whole message in a form that is newer than this reader. */
        record Unknown(String message, String reason) implements Item {}

        /** An event or a whole message that no version of the codec has written. */
        record Bad(String message, String reason) implements Item {}
    }

    /**
     * One event, without its clock.
     *
     * @throws JacksonException if its data is nested deeper than {@link #MAX_DATA_DEPTH}, which no reader would take
     */
    public static String write(InteractionEvent event) {
        StringWriter text = new StringWriter(256);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringProperty("id", event.id().toString());
            json.writeStringProperty("kind", event.kind());
            json.writeStringProperty("type", event.target().type());
            json.writeStringProperty("target", event.target().id());
            if (event.actor() != null) {
                json.writeStringProperty("actor", event.actor());
            }
            json.writeName("data");
            json.writeTree(event.data());
            json.writeEndObject();
        }
        return text.toString();
    }

    /** One element of a message. */
    public static String element(String clock, String event) {
        return "{\"c\":\"" + clock + "\",\"e\":" + event + "}";
    }

    /** A message of elements; the caller keeps it within {@link #MAX_MESSAGE_LENGTH} and {@link #MAX_EVENTS}. */
    public static String message(Collection<String> elements) {
        return OPENING + String.join(",", elements) + "]}";
    }

    /** All items of a message; one item if it cannot be read as a whole. */
    public static List<Item> read(String message) {
        JsonNode root;
        try {
            root = JSON.readTree(message);
        } catch (JacksonException e) {
            return List.of(new Item.Bad(message, "not JSON: " + e.getOriginalMessage()));
        }
        JsonNode version = root.path("v");
        if (version.isInt() && version.intValue() > FORM) {
            return List.of(new Item.Unknown(message, "message version " + version.intValue()));
        }
        if (!version.isInt() || version.intValue() != FORM || !root.path("events").isArray()) {
            return List.of(new Item.Bad(message, "not a message of version " + FORM));
        }
        List<Item> items = new ArrayList<>(root.path("events").size());
        for (JsonNode element : root.path("events")) {
            items.add(item(element));
        }
        return items;
    }

    private static Item item(JsonNode element) {
        JsonNode version = element.path("e").path("v");
        if (version.isInt() && version.intValue() > FORM) {
            return new Item.Unknown(message(List.of(element.toString())), "event version " + version.intValue());
        }
        try {
            EventFields fields = EventFields.of(element).only("c", "e");
            return new Item.Good(
                    new ClockedEvent(Version.parse(fields.text("c")), event(fields.object("e"))));
        } catch (IllegalArgumentException e) {
            return new Item.Bad(message(List.of(element.toString())), String.valueOf(e.getMessage()));
        }
    }

    private static InteractionEvent event(EventFields fields) {
        fields.only("id", "kind", "type", "target", "actor", "data");
        EventId id = EventId.parse(fields.text("id"));
        Target target = new Target(fields.text("type"), fields.text("target"));
        if (!id.partition().equals(target.partition())) {
            throw new IllegalArgumentException("the id belongs to another partition than the target");
        }
        return new InteractionEvent(id, fields.text("kind"), target, fields.optionalText("actor"),
                fields.object("data").object());
    }
}
