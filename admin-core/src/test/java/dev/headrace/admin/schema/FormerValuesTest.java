package dev.headrace.admin.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

class FormerValuesTest {

    private static final String MODEL = """
            types:
              page:
                fields:
                  title: {type: text}
                  at: {type: group, fields: {parts: {type: blocks, of: {text: {fields: {body: {type: text}}}, OLD}}}}
                  rows: {type: group, many: true, fields: {parts: {type: blocks, of: {text: {fields: {body: {type: text}}}, OLD}}}}
            """;

    @Test
    void omittedBlocksOfARevisionAreCounted() {
        String old = "aside: {fields: {inner: {type: blocks, of: {deep: {fields: {x: {type: text}}}}}}}";
        ContentType before = TestModels.of(MODEL.replace("OLD", old)).type("page");
        ObjectNode revision = new ValueReader(new ArrayList<>()).fields(before.fields(), new JsonMapper().readTree("""
                {"title": "x", "at": {"parts": [{"_type": "text", "body": "b"}, {"_type": "aside"}]},
                 "rows": [{"parts": [{"_type": "aside", "inner": [{"_type": "deep", "x": "1"}]}]}, {"parts": []}]}"""),
                MissingNode.getInstance(), FieldPath.ROOT);
        ContentType after = without(before, "aside");

        assertThat(Values.omittedBlocks(before, revision)).isZero();
        assertThat(Values.omittedBlocks(after, revision)).isEqualTo(2);
        assertThat(Values.show(after, Values.ofRevision(after, revision)).at("/at/parts")).hasSize(1);
    }

    /** The type after a block type was retired by a full file. */
    private static ContentType without(ContentType type, String block) {
        ObjectNode definition = DefinitionWriter.stored(type);
        definition.findParents(block).forEach(of -> ((ObjectNode) of).remove(block));
        return DefinitionReader.stored(new ModelProblems(Map.of()), TestModels.NO_KINDS)
                .read(type.id(), type.name(), definition, "").type();
    }
}
