package dev.headrace.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.model.Interaction.ReactionChanged;
import dev.headrace.model.Interaction.ViewsCounted;
import dev.headrace.model.InteractionCodec.Item;
import dev.headrace.model.InteractionCodec.UnreadableMessageException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InteractionCodecTest {

    private static final Target TARGET = new Target("article", "a1");
    private static final EventId ID = EventId.fresh(1_700_000_000_000L, TARGET.partition());

    @Test
    void whatIsWrittenIsReadBack() throws UnreadableMessageException {
        Interaction views = new ViewsCounted(ID, TARGET, 7);
        Interaction like = new ReactionChanged(ID, TARGET, "a\u0000b\"\n☃", "like", false);

        List<Item> items = InteractionCodec.read(InteractionCodec.message(List.of(element(views), element(like))));

        assertThat(items).extracting(item -> ((Item.Good) item).event())
                .containsExactly(new ClockedInteraction(42, views), new ClockedInteraction(42, like));
    }

    @Test
    void aMessageIsLegalXmlText() {
        String text = InteractionCodec.write(new ReactionChanged(ID, TARGET, "\u0000\u0001\uFFFE", "like", true));

        assertThat(text.chars()).allMatch(c -> c >= 0x20 && c != 0xFFFE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "null", "7", "{\"kind\":\"views\"}", "{\"id\":\"x\",\"kind\":\"views\"}"})
    void aBadEventIsHandedOnAndTheOthersAreRead(String bad) throws UnreadableMessageException {
        List<Item> items = InteractionCodec.read(InteractionCodec.message(
                List.of(InteractionCodec.element(Version.format(1), bad), element(new ViewsCounted(ID, TARGET, 1)))));

        assertThat(items.getFirst()).isInstanceOf(Item.Bad.class);
        assertThat(items.getLast()).isInstanceOf(Item.Good.class);
    }

    @Test
    void aCountOutOfBoundsIsABadEvent() throws UnreadableMessageException {
        String event = InteractionCodec.write(new ViewsCounted(ID, TARGET, 1)).replace("\"count\":1", "\"count\":0");

        assertThat(InteractionCodec
                .read(InteractionCodec.message(List.of(InteractionCodec.element(Version.format(1), event)))))
                .singleElement().isInstanceOf(Item.Bad.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no", "{}", "{\"v\":2,\"events\":[]}", "{\"v\":1,\"events\":{}}", "{\"v\":1"})
    void whatIsNoMessageIsRefused(String text) {
        assertThatThrownBy(() -> InteractionCodec.read(text)).isInstanceOf(UnreadableMessageException.class);
    }

    private static String element(Interaction interaction) {
        return InteractionCodec.element(Version.format(42), InteractionCodec.write(interaction));
    }
}
