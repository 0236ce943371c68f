package dev.headrace.admin.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.web.InvalidInputException.Problem;
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

    private final Model model = TestModels.of(TestModels.PAGE);

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

    @Test
    void valuesOfReplacedFieldsAreFoundInRevisionsAtAnyDepth() {
        ObjectNode stored = stored("""
                {'title':'A','price':7,'address':{'street':'S','note':'N'},'people':[{'role':'R'}],
                 'parts':[{'_type':'quote','text':'t'}]}""");
        Model changed = TestModels.apply(model, """
                types:
                  page:
                    fields:
                      title: {type: text}
                      price: {type: group, fields: {amount: {type: number}}}
                      address: {type: group, fields: {street: {type: text}, note: {type: number}}}
                      people: {type: blocks, of: {person: {fields: {role: {type: text}}}}}
                      parts: {type: blocks, of: {quote: {fields: {text: {type: text}}}}}
                """);
        Model again = TestModels.apply(changed,
                """
                        types: {page: {fields: {people: {type: text}, address: {type: group, many: true, fields: {a: {type: text}}},
                          parts: {type: blocks, of: {quote: {fields: {text: {type: reference, to: [person]}}}}}}}}""");

        ObjectNode once = Values.show(changed.type("page"), Values.ofRevision(changed.type("page"), stored));
        ObjectNode twice = Values.show(again.type("page"), Values.ofRevision(again.type("page"), stored));

        assertThat(once.path("price").asInt()).isEqualTo(7);
        assertThat(once.at("/address/note").asString()).isEqualTo("N");
        assertThat(once.path("people").asString()).contains("R");
        assertThat(Values.unfit(changed.type("page"), Values.ofRevision(changed.type("page"), stored)))
                .extracting(Problem::pointer).containsExactly("/price", "/address/note", "/people");
        assertThat(twice.at("/parts/0/text").asString()).isEqualTo("t");
        assertThat(Values.unfit(again.type("page"), Values.ofRevision(again.type("page"), stored)))
                .extracting(Problem::pointer)
                .containsExactlyInAnyOrder("/price", "/address", "/people", "/parts/0/text");
        assertThat(Values.show(again.type("page"), Values.known(again.type("page"), stored)).propertyNames())
                .doesNotContain("address", "people");
    }

    @Test
    void nestedValuesOfAReplacedFieldAreNotDropped() {
        ObjectNode stored = stored("{'title':'A','address':{'street':'S'},'people':[{'role':'R'}]}");
        Model changed = TestModels.apply(model,
                "types: {page: {fields: {address: {type: text}, people: {type: text}}}}");
        Model back = TestModels.apply(changed, """
                types: {page: {fields: {address: {type: group, fields: {street: {type: text}}},
                  people: {type: group, many: true, fields: {role: {type: text}}}}}}""");

        ObjectNode restored = Values.ofRevision(back.type("page"), stored);

        assertThat(Values.unfit(back.type("page"), restored)).extracting(Problem::pointer)
                .containsExactlyInAnyOrder("/address", "/people");
        assertThat(Values.show(back.type("page"), restored).path("address").asString()).contains("S");
    }

    /** The type after a block type was removed by a full file. */
    private static ContentType without(ContentType type, String block) {
        ObjectNode definition = DefinitionWriter.stored(type);
        definition.findParents(block).forEach(of -> ((ObjectNode) of).remove(block));
        return DefinitionReader.stored(new ModelProblems(Map.of()), TestModels.NO_KINDS)
                .read(type.id(), type.name(), definition, "").type();
    }

    private ObjectNode stored(String input) {
        return Values.read(model.type("page"), new JsonMapper().readTree(input.replace('\'', '"')),
                MissingNode.getInstance());
    }
}
