package dev.headrace.edge.tallies;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.edge.interact.InteractionKinds;
import dev.headrace.model.PublishedModel.Interactions;
import java.nio.ByteBuffer;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TallyTest {

    private static final TallyWriter FORM = new TallyWriter(
            InteractionKinds.tallyParts(InteractionKinds.load()));
    private static final Interactions BOTH = Interactions.parse("{\"views\":true,\"reactions\":[\"like\"]}");

    private static String json(Interactions interactions, Map<String, String> hash) {
        return new String(FORM.of(interactions, new Counts(hash)).json(), UTF_8);
    }

    @Test
    void aTallyIsTheSumOfSettledAndPendingCounts() {
        assertThat(json(BOTH, Map.of("b:views", "5", "p:views", "2", "v:views", "9", "p:reaction:like", "3")))
                .isEqualTo("{\"views\":7,\"reactions\":{\"like\":3}}");
    }

    @Test
    void talliesAreNeverNegative() {
        assertThat(json(BOTH, Map.of("b:reaction:like", "1", "p:reaction:like", "-2")))
                .isEqualTo("{\"views\":0,\"reactions\":{\"like\":0}}");
    }

    @Test
    void onlyAllowedInteractionsAreShown() {
        assertThat(json(Interactions.NONE, Map.of("b:views", "5"))).isEqualTo("{}");
        assertThat(json(Interactions.parse("{\"views\":false,\"reactions\":[\"like\"]}"), Map.of("b:views", "5")))
                .isEqualTo("{\"reactions\":{\"like\":0}}");
    }

    @Test
    void talliesAreTheLastPropertyOfADocument() {
        ByteBuffer document = ByteBuffer.wrap("{\"id\":\"1\"}".getBytes(UTF_8)).asReadOnlyBuffer();
        StringBuilder spliced = new StringBuilder();
        for (ByteBuffer part : FORM.of(BOTH, new Counts(Map.of())).spliceInto(document)) {
            spliced.append(UTF_8.decode(part));
        }
        assertThat(spliced).hasToString("{\"id\":\"1\",\"_stats\":{\"views\":0,\"reactions\":{\"like\":0}}}");
        assertThat(document.remaining()).isEqualTo(10);
    }

    @Test
    void differentTalliesHaveDifferentETags() {
        assertThat(tag(Map.of("b:views", "1"))).isNotEqualTo(tag(Map.of("b:views", "2")))
                .isEqualTo(tag(Map.of("p:views", "1")));
    }

    private static String tag(Map<String, String> hash) {
        return FORM.of(BOTH, new Counts(hash)).etag();
    }

    @Test
    void countsAreShownAccordingToTheModelOfEachRequest() {
        Counts counts = new Counts(Map.of("b:views", "5", "b:reaction:like", "3", "b:reaction:funny", "2"));
        Tally before = counts.as(BOTH, FORM);
        assertThat(new String(before.json(), UTF_8)).isEqualTo("{\"views\":5,\"reactions\":{\"like\":3}}");
        assertThat(counts.as(Interactions.parse("{\"views\":true,\"reactions\":[\"like\"]}"), FORM)).isSameAs(before);

        assertThat(
                new String(counts.as(Interactions.parse("{\"reactions\":[\"like\",\"funny\"]}"), FORM).json(), UTF_8))
                .isEqualTo("{\"reactions\":{\"like\":3,\"funny\":2}}");
    }
}
