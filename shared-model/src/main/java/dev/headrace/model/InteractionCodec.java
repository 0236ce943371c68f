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
 * <p>An event is {@code {"id","kind","type","target","actor"?,"data":{…}}}, or with other ids
 * {@code {"v":2,"others":[…],"id",…}}; a queue message is {@code {"v":1,"events":[{"c":"<clock>","e":{event}},…]}} with the
 * clock in the form of a {@link Version}. Later message formats have a higher {@code v}; later event formats have their own
 * {@code v} above 2. Reading never fails: unreadable input is an {@link Item} too and does not affect the others.
 */
public final class InteractionCodec {

    /** Maximum length of a queue message in characters; the older SQS limit is 256 KiB including attributes. */
    public static final int MAX_MESSAGE_LENGTH = 240 * 1024;

    /** Maximum number of events in one message. */
    public static final int MAX_EVENTS = 1_000;

    /** Maximum nesting depth of an event's data, including the data object itself. */
    public static final int MAX_DATA_DEPTH = 28;

    private static final int FORMAT_VERSION = 1;
    private static final int EVENT_VERSION = 2;
    // The data is nested in the event, which is nested in the element, the array and the message.
    private static final int MAX_EVENT_DEPTH = MAX_DATA_DEPTH + 1;
    private static final int MAX_MESSAGE_DEPTH = MAX_EVENT_DEPTH + 3;
    private static final String OPENING = "{\"v\":" + FORMAT_VERSION + ",\"events\":[";
    private static final StreamReadConstraints CONSTRAINTS = StreamReadConstraints.builder()
            .maxNestingDepth(MAX_MESSAGE_DEPTH)
            .maxDocumentLength(1 << 20).build();
    // ASCII only: a queue message must be legal XML text, which excludes parts of Unicode. Numbers keep all digits.
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

    /** One item of a message. */
    public sealed interface Item {

        /** A message with only this item, to be stored and read again. */
        String message();

        /** An event with a valid envelope; its kind may be unknown to the reader. */
        record Good(ClockedEvent event) implements Item {
            @Override
            public String message() {
                return InteractionCodec.message(
                        List.of(element(Version.format(event.clock()), write(event.event()))));
            }
        }

        /** An event or a whole message in a newer format. */
        record Unknown(String message, String reason) implements Item {}

        /** An event or a whole message that is not valid in any version of the format. */
        record Bad(String message, String reason) implements Item {}
    }

    /**
     * One event, without its clock.
     *
     * @throws JacksonException if its data is nested deeper than {@link #MAX_DATA_DEPTH}, which no reader would accept
     */
    public static String write(InteractionEvent event) {
        StringWriter text = new StringWriter(256);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            if (!event.otherIds().isEmpty()) {
                // A reader that ignored them could apply the write twice.
                json.writeNumberProperty("v", EVENT_VERSION);
                json.writeArrayPropertyStart("others");
                event.otherIds().forEach(id -> json.writeString(id.toString()));
                json.writeEndArray();
            }
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

    /** An element of a message. */
    public static String element(String clock, String event) {
        return "{\"c\":\"" + clock + "\",\"e\":" + event + "}";
    }

    /** A message of elements; the caller must respect {@link #MAX_MESSAGE_LENGTH} and {@link #MAX_EVENTS}. */
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
        } catch (NumberFormatException e) {
            // How the library reports an exponent of more than 32 bits.
            return List.of(new Item.Bad(message, "not JSON: " + e.getMessage()));
        }
        JsonNode version = root.path("v");
        if (version.isInt() && version.intValue() > FORMAT_VERSION) {
            return List.of(new Item.Unknown(message, "message version " + version.intValue()));
        }
        if (!version.isInt() || version.intValue() != FORMAT_VERSION || !root.path("events").isArray()) {
            return List.of(new Item.Bad(message, "not a message of version " + FORMAT_VERSION));
        }
        List<Item> items = new ArrayList<>(root.path("events").size());
        for (JsonNode element : root.path("events")) {
            items.add(item(element));
        }
        return items;
    }

    private static Item item(JsonNode element) {
        JsonNode version = element.path("e").path("v");
        if (version.isInt() && version.intValue() > EVENT_VERSION) {
            return new Item.Unknown(message(List.of(element.toString())), "event version " + version.intValue());
        }
        try {
            EventFields fields = EventFields.of(element).only("c", "e");
            return new Item.Good(
                    new ClockedEvent(Version.parse(fields.string("c")), event(fields.object("e"))));
        } catch (IllegalArgumentException e) {
            return new Item.Bad(message(List.of(element.toString())), String.valueOf(e.getMessage()));
        }
    }

    private static InteractionEvent event(EventFields fields) {
        fields.only("v", "id", "others", "kind", "type", "target", "actor", "data");
        EventId id = EventId.parse(fields.string("id"));
        Target target = new Target(fields.string("type"), fields.string("target"));
        List<EventId> others = fields.strings("others", InteractionEvent.MAX_OTHER_IDS).stream().map(EventId::parse)
                .toList();
        var event = new InteractionEvent(id, fields.string("kind"), target, fields.optionalString("actor"),
                fields.object("data").object(), others);
        if (!event.ids().allMatch(each -> each.partition().equals(target.partition()))) {
            throw new IllegalArgumentException("the id and the target are in different partitions");
        }
        return event;
    }
}
