package dev.headrace.edge.interact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.edge.http.JsonBody;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class InteractionKindsTest {

    /** A kind whose writes are not counted. */
    private static final class Messages implements InteractionKind {

        @Override
        public String name() {
            return "messages";
        }

        @Override
        public String option() {
            return "messages";
        }

        @Override
        public List<Route> routes() {
            return List.of();
        }

        @Override
        public Writers writers() {
            return Writers.ANYBODY;
        }

        @Override
        public JsonBody.Limits body() {
            return JsonBody.Limits.EMPTY;
        }

        @Override
        public Write write(WriteRequest request) {
            return new Write.Single("message", JsonNodeFactory.instance.objectNode(), List.of(),
                    JsonNodeFactory.instance.objectNode());
        }
    }

    @Test
    void aKindNeedsNoPartOfTheTallies() {
        InteractionKind views = new ViewsKind();
        assertThat(InteractionKinds.tallyParts(List.of(new Messages(), views))).isEqualTo(List.of(views));
    }
}
