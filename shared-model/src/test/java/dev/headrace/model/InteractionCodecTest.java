package dev.headrace.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.model.InteractionCodec.Item;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class InteractionCodecTest {

    private static final Target TARGET = new Target("article", "a1");
    private static final EventId ID = EventId.fresh(1_700_000_000_000L, TARGET.partition());
    private static final String UNKNOWN_KIND = "unknown kind";

    @Test
    void eventRoundTrips() {
        InteractionEvent views = new InteractionEvent(ID, ViewsCounted.KIND, TARGET, null,
                new ViewsCounted(7).toJson());
        InteractionEvent other = new InteractionEvent(ID, UNKNOWN_KIND, TARGET, "a\u0000b\"\n☃",
                JsonNodeFactory.instance.objectNode().put("text", "☃"));

        List<Item> items = InteractionCodec.read(InteractionCodec.message(List.of(element(views), element(other))));

        assertThat(items).extracting(Item::message).containsExactly(
                InteractionCodec.message(List.of(element(views))), InteractionCodec.message(List.of(element(other))));
        assertThat(items.getLast()).isEqualTo(new Item.Good(new ClockedEvent(42, other)));
    }

    @Test
    void messageIsLegalXmlText() {
        String text = InteractionCodec.write(new InteractionEvent(ID, "kind", TARGET, "\u0000\u0001\uFFFE",
                JsonNodeFactory.instance.objectNode().put("text", "\u0000\uFFFE")));

        assertThat(text.chars()).allMatch(c -> c >= 0x20 && c != 0xFFFE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "null", "7", "{\"kind\":\"views\"}", "{\"id\":\"x\",\"kind\":\"views\"}"})
    void badEventDoesNotAffectOthers(String bad) {
        List<Item> items = InteractionCodec.read(InteractionCodec.message(
                List.of(InteractionCodec.element(Version.format(1), bad), element(views()))));

        assertThat(items.getFirst()).isInstanceOf(Item.Bad.class);
        assertThat(items.getLast()).isInstanceOf(Item.Good.class);
        assertThat(items.getFirst().message()).contains("\"e\":" + bad);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"extra\":1,\"kind\"", "\"id\":\"0199a3c4-5d6e-7f80-9a1b-2c3d4e5f6071\",\"kind\""})
    void alteredEventIsBad(String change) {
        String event = InteractionCodec.write(views()).replace("\"kind\"", change);

        assertThat(InteractionCodec.read(message(event))).singleElement().isInstanceOf(Item.Bad.class);
    }

    @Test
    void otherIdsOfAWriteAreReadAsWritten() {
        InteractionEvent retried = new InteractionEvent(ID, ViewsCounted.KIND, TARGET, null,
                new ViewsCounted(1).toJson(), List.of(EventId.fresh(1, TARGET.partition()),
                        EventId.fresh(2, TARGET.partition())));
        String event = InteractionCodec.write(retried);

        assertThat(InteractionCodec.read(message(event))).singleElement().isInstanceOfSatisfying(Item.Good.class,
                good -> assertThat(good.event().event().ids()).containsExactlyElementsOf(retried.ids().toList()));
        for (String others : List.of("\"x\"", "[1]", "[\"x\"]", "[\"" + EventId.fresh(1,
                new Partition((TARGET.partition().number() + 1) % Partition.COUNT)) + "\"]")) {
            String changed = event.replaceFirst("\"others\":\\[[^]]*]", "\"others\":" + others);
            assertThat(InteractionCodec.read(message(changed))).singleElement().isInstanceOf(Item.Bad.class);
        }
    }

    @Test
    void eventForAnotherPartitionIsBad() {
        EventId elsewhere = EventId.fresh(1, new Partition((TARGET.partition().number() + 1) % Partition.COUNT));
        String event = InteractionCodec
                .write(new InteractionEvent(elsewhere, "k", TARGET, null, JsonNodeFactory.instance.objectNode()));

        assertThat(InteractionCodec.read(message(event))).singleElement().isInstanceOf(Item.Bad.class);
    }

    @Test
    void eventOfALaterVersionIsPreservedAndDoesNotAffectOthers() {
        String later = "{\"v\":3,\"who\":{\"knows\":[1.50,123456789012345678901234567890.1,1e500]},\"text\":\"\u00e9\"}";
        List<Item> items = InteractionCodec.read(InteractionCodec.message(
                List.of(InteractionCodec.element(Version.format(1), later), element(views()))));

        assertThat(items.getFirst()).isInstanceOf(Item.Unknown.class);
        assertThat(items.getFirst().message()).contains("[1.50,123456789012345678901234567890.1,1E+500]")
                .contains("\"c\":\"0000000000000001\"");
        assertThat(InteractionCodec.read(items.getFirst().message())).containsExactly(items.getFirst());
        assertThat(items.getLast()).isInstanceOf(Item.Good.class);
    }

    @Test
    void messageOfALaterVersionIsPreserved() {
        String later = "{\"v\":2, \"packed\":\"" + "x".repeat(200_000) + "\"}";

        assertThat(InteractionCodec.read(later)).containsExactly(new Item.Unknown(later, "message version 2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no", "{}", "{\"v\":0,\"events\":[]}", "{\"v\":\"2\",\"events\":[]}",
            "{\"v\":1,\"events\":{}}", "{\"v\":1", "{\"v\":1,\"events\":[]} x"})
    void textThatIsNotAMessageIsPreserved(String text) {
        assertThat(InteractionCodec.read(text)).singleElement().isInstanceOfSatisfying(Item.Bad.class,
                bad -> assertThat(bad.message()).isEqualTo(text));
    }

    @Test
    void viewAndReactionDataIsParsedStrictly() {
        assertThat(ViewsCounted.parse(new ViewsCounted(3).toJson())).isEqualTo(new ViewsCounted(3));
        ReactionChanged like = new ReactionChanged("like", true);
        assertThat(ReactionChanged.parse(like.toJson())).isEqualTo(like);
        ObjectNode extra = like.toJson().put("more", 1);
        assertThatThrownBy(() -> ReactionChanged.parse(extra)).isInstanceOf(IllegalArgumentException.class);
        for (long count : new long[]{0, ViewsCounted.MAX_COUNT + 1}) {
            ObjectNode views = JsonNodeFactory.instance.objectNode().put("count", count);
            assertThatThrownBy(() -> ViewsCounted.parse(views)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new ReactionChanged("two words", true)).isInstanceOf(IllegalArgumentException.class);
    }

    private static InteractionEvent views() {
        return new InteractionEvent(ID, ViewsCounted.KIND, TARGET, null, new ViewsCounted(1).toJson());
    }

    private static String element(InteractionEvent event) {
        return InteractionCodec.element(Version.format(42), InteractionCodec.write(event));
    }

    private static String message(String event) {
        return InteractionCodec.message(List.of(InteractionCodec.element(Version.format(1), event)));
    }

    @Test
    void tooDeeplyNestedDataIsNotWritten() {
        InteractionEvent deep = new InteractionEvent(ID, "kind", TARGET, null,
                nested(InteractionCodec.MAX_DATA_DEPTH));
        assertThat(InteractionCodec.read(InteractionCodec.message(List.of(element(deep)))))
                .containsExactly(new Item.Good(new ClockedEvent(42, deep)));
        InteractionEvent deeper = new InteractionEvent(ID, "kind", TARGET, null,
                nested(InteractionCodec.MAX_DATA_DEPTH + 1));
        assertThatThrownBy(() -> InteractionCodec.write(deeper)).isInstanceOf(JacksonException.class);
    }

    private static ObjectNode nested(int depth) {
        ObjectNode outermost = JsonNodeFactory.instance.objectNode();
        ObjectNode innermost = outermost;
        for (int i = 1; i < depth; i++) {
            innermost = innermost.putObject("in");
        }
        return outermost;
    }
}
