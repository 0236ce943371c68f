package dev.headrace.admin.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.schema.SchemaPlan.Omitted;
import dev.headrace.admin.schema.SchemaStep.AddBlock;
import dev.headrace.admin.schema.SchemaStep.AddField;
import dev.headrace.admin.schema.SchemaStep.AddType;
import dev.headrace.admin.schema.SchemaStep.ChangeField;
import dev.headrace.admin.schema.SchemaStep.ChangeLocales;
import dev.headrace.admin.schema.SchemaStep.ChangeType;
import dev.headrace.admin.schema.SchemaStep.DeleteType;
import dev.headrace.admin.schema.SchemaStep.ExposeField;
import dev.headrace.admin.schema.SchemaStep.RemoveBlock;
import dev.headrace.admin.schema.SchemaStep.RemoveField;
import dev.headrace.admin.schema.SchemaStep.RemoveInteraction;
import dev.headrace.admin.schema.SchemaStep.RenameBlock;
import dev.headrace.admin.schema.SchemaStep.RenameField;
import dev.headrace.admin.schema.SchemaStep.Reorder;
import dev.headrace.admin.schema.SchemaStep.ReplaceField;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StepTextTest {

    private final Model model = TestModels.of("""
            locales: {en: {}, de: {fallback: en}}
            types:
              recipe:
                fields:
                  title: {type: text, localized: true}
                  text: {type: text, max: 100}
                  kind: {type: enum, values: [soup, cake], required: true, help: Pick one}
                  steps: {type: group, many: true, fields: {name: {type: text}}}
                  secret: {type: text, private: true}
            """);

    @Test
    void changedOptionsAreNamedWithBothValues() {
        assertThat(effects("text: {type: markdown, unique: false}")).containsExactly(
                "changes the field 'recipe.text': 'type' from text to markdown, 'max' from 100 to none; stored values are kept");
        assertThat(effects("kind: {type: enum, values: [soup], help: Choose}")).containsExactly(
                "changes the field 'recipe.kind': 'values' from [soup, cake] to [soup], 'required' from true to false,"
                        + " 'help' from \"Pick one\" to Choose; stored values are kept");
        assertThat(effects("text: {type: text, max: 100, unique: true, private: true}")).containsExactly(
                "changes the field 'recipe.text': 'unique' from false to true, 'private' from false to true;"
                        + " stored values are kept");
    }

    @Test
    void aFieldThatIsNoLongerLocalizedDoesNotKeepItsValues() {
        assertThat(effects("title: {type: text}")).containsExactly(
                "changes the field 'recipe.title': 'localized' from true to false; all locales take the value of the first one");
    }

    @Test
    void numbersOfEntriesAreSingularOrPlural() {
        Field title = model.type("recipe").field("title").orElseThrow();
        Field text = model.type("recipe").field("text").orElseThrow();

        assertThat(new ChangeField("recipe", "title", title, text, 1, 1, 1).effect()).contains(
                "; 1 entry has a value that it no longer allows", "; 1 entry has no value and needs one",
                ", and 1 entry loses values");
        assertThat(new ChangeField("recipe", "title", title, text, 2, 2, 2).effect()).contains(
                "; 2 entries have a value that it no longer allows", "; 2 entries have no value and need one",
                ", and 2 entries lose values");
    }

    @Test
    void aListAndASingleGroupAreTold() {
        assertThat(effects("steps: {type: group, fields: {name: {type: text}}}")).containsExactly(
                "changes the type of the field 'recipe.steps' from list of groups to group and removes its values from 0 entries");
    }

    @Test
    void aPrivateFieldThatBecomesPublicHasAStepOfItsOwn() {
        assertThat(effects("secret: {type: text}")).containsExactly(
                "changes the field 'recipe.secret': 'private' from true to false; stored values are kept",
                "'recipe.secret' becomes public: published documents will contain its values; 0 entries have one now,"
                        + " and older revisions may have others");
    }

    @Test
    void anotherDefaultLocaleAndFallbacksAreTold() {
        assertThat(effects(model, "locales: {de: {}, en: {}}")).containsExactly(
                "changes the locales from [en, de (fallback en)] to [de, en]; the default locale changes from en to de:"
                        + " calls that name no locale use de");
        assertThat(effects(model, "locales: {en: {}, de: {}}"))
                .containsExactly("changes the locales from [en, de (fallback en)] to [en, de]");
    }

    @Test
    void changesOfATypeNameItsParts() {
        assertThat(effects(model, "types: {recipe: {title: text, lists: {filter: [kind]}}}")).containsExactly(
                "changes the title field, the lists of 'recipe'; its published documents are rendered again");
    }

    @Test
    void aSearchThatIsRemovedHasItsEffectOnTheApi() {
        Model searched = TestModels.apply(model, "types: {recipe: {search: {fields: [title]}}}");

        assertThat(effects(searched, "types: {recipe: {search: {}}}")).containsExactly("changes the search (searches"
                + " at the edge no longer find its documents) of 'recipe'; its published documents are rendered again");
    }

    /** Scripts that read plans depend on them. */
    @Test
    void kindsAreFixed() {
        Field text = model.type("recipe").field("text").orElseThrow();
        Locales locales = model.locales();

        assertThat(Stream.of(new AddType("t", 1), new DeleteType("t", 0), new AddField("t", "f", "text"),
                new RenameField("t", "g", "f"), new ReplaceField("t", "f", "1", "text", "number", 0),
                new ChangeField("t", "f", text, text, 0, 0, 0), new ExposeField("t", "f", 0, 0), new Reorder("t", "f"),
                new RemoveField("t", "f", "1", 0), new AddBlock("t", "f.b"), new RenameBlock("t", "f.a", "f.b"),
                new RemoveBlock("t", "f.b", "1", 0), new ChangeType("t", List.of("the views")),
                new RemoveInteraction("t", "views", 0), new ChangeLocales(locales, locales, 0)))
                .extracting(SchemaStep::kind).containsExactly("addType", "deleteType", "addField", "renameField",
                        "replaceField", "changeField", "exposeField", "reorder", "removeField", "addBlock",
                        "renameBlock", "removeBlock", "changeType", "removeInteraction", "changeLocales")
                .hasSameSizeAs(SchemaStep.class.getPermittedSubclasses());
    }

    private List<String> effects(String field) {
        return effects(model, "types: {recipe: {fields: {" + field + "}}}");
    }

    private static List<String> effects(Model present, String yaml) {
        return TestModels.plan(present, yaml, Omitted.KEPT).steps().stream().map(SchemaStep::effect).toList();
    }
}
