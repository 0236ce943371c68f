package dev.headrace.admin.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.schema.SchemaPlan.Omitted;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExposedFieldsTest {

    private final Model model = TestModels.of("""
            types:
              recipe:
                fields:
                  title: {type: text}
                  secret: {type: text, private: true}
                  at: {type: group, private: true, fields: {city: {type: text}, code: {type: text, private: true}}}
                  parts: {type: blocks, of: {text: {fields: {body: {type: text}, note: {type: text, private: true}}}}}
            """);

    @Test
    void fieldsThatBecomePublicAreFoundAtAnyDepth() {
        assertThat(exposed(model, "secret: {type: text}")).containsExactly("secret");
        assertThat(exposed(model, "open: {type: text, was: secret}")).containsExactly("open");
        assertThat(exposed(model, "at: {type: group}")).containsExactly("at");
        assertThat(exposed(model, "at: {type: group, fields: {code: {type: text}}}")).containsExactly("at", "at.code");
        assertThat(exposed(model, "parts: {type: blocks, of: {text: {fields: {note: {type: text}}}}}"))
                .containsExactly("parts.text.note");
    }

    @Test
    void fieldsInsideAPrivateFieldStayPrivate() {
        assertThat(exposed(model, "at: {type: group, private: true, fields: {code: {type: text}}}")).isEmpty();
        assertThat(exposed(model, "title: {type: text, private: true}, more: {type: text}")).isEmpty();
    }

    @Test
    void aPublicReplacementMayGetValuesOfOldRevisions() {
        assertThat(exposed(model, "secret: {type: number}")).containsExactly("secret");

        Model number = TestModels.apply(model, "types: {recipe: {fields: {secret: {type: number, private: true}}}}");
        assertThat(exposed(number, "secret: {type: text}")).containsExactly("secret");
        assertThat(exposed(number, "secret: {type: boolean, private: true}")).isEmpty();
    }

    private static List<String> exposed(Model present, String fields) {
        return TestModels.plan(present, "types: {recipe: {fields: {" + fields + "}}}", Omitted.KEPT).steps().stream()
                .filter(step -> step.kind().equals("exposeField")).map(SchemaStep::field).toList();
    }
}
