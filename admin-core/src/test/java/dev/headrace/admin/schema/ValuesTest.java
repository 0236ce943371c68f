package dev.headrace.admin.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.InvalidInputException.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

class ValuesTest {

    private static final JsonMapper JSON = new JsonMapper();

    private final Model model = TestModels.of(TestModels.PAGE);
    private final ContentType page = model.type("page");

    @Test
    void problemsOfNonObjectElementsAreBounded() {
        ObjectNode few = JSON.createObjectNode();
        IntStream.range(0, 9_000).forEach(_ -> few.withArray("parts").add(0));
        ObjectNode many = few.deepCopy();
        IntStream.range(0, 2_000).forEach(_ -> many.withArray("parts").add(0));
        List<Problem> problems = new ArrayList<>();

        Values.read(page, few, MissingNode.getInstance(), problems);
        assertThat(problems).hasSize(100);

        problems.clear();
        Values.read(page, many, MissingNode.getInstance(), problems);
        assertThat(problems).containsExactly(new Problem("", "must not have more than 10000 values"));
    }

    @Test
    void valuesAreStoredByFieldIdAndReturnedByName() {
        ObjectNode stored = read("{'title':'A','address':{'street':'S'},'parts':[{'_type':'quote','text':'t'}]}");

        assertThat(stored.toString()).doesNotContain("title", "street", "quote", "text");
        ObjectNode shown = Values.show(page, stored);
        assertThat(shown.path("title").asString()).isEqualTo("A");
        assertThat(shown.at("/address/street").asString()).isEqualTo("S");
        assertThat(shown.at("/parts/0/_type").asString()).isEqualTo("quote");
        assertThat(shown.at("/parts/0/_key").asString()).hasSize(12);
    }

    @Test
    void aRenameLeavesStoredValuesUnchanged() {
        ObjectNode stored = read("{'title':'A','parts':[{'_type':'quote','text':'t'}]}");
        Model renamed = TestModels.apply(model, TestModels.PAGE.replace("title: {", "heading: {was: title, ")
                .replace("quote: {fields: {text: {", "citation: {was: quote, fields: {words: {was: text, ")
                .replace("page:\n", "page:\n    title: heading\n"));

        ObjectNode shown = Values.show(renamed.type("page"), stored);
        assertThat(shown.path("heading").asString()).isEqualTo("A");
        assertThat(shown.at("/parts/0/_type").asString()).isEqualTo("citation");
        assertThat(shown.at("/parts/0/words").asString()).isEqualTo("t");
    }

    @Test
    void problemsShowTheBeginningOfLongValues() {
        String text = "a".repeat(97) + "\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00";
        ObjectNode stored = JSON.createObjectNode().put(page.field("price").orElseThrow().id(), text)
                .put(page.field("address").orElseThrow().id(), text.substring(0, text.length() - 6));

        assertThat(Values.unfit(page, stored)).extracting(Problem::message).containsExactly(
                "must be a number, and is now: \"" + text.substring(0, text.length() - 4) + "…",
                "has a value of the field's former type: \"" + text.substring(0, text.length() - 6) + "\"");
    }

    @Test
    void anEditIsAppliedToOtherValuesThanItWasBasedOn() {
        ObjectNode before = json("{'a':1,'b':2,'c':{'d':3,'e':4},'f':5}");
        ObjectNode edited = json("{'a':9,'b':2,'c':{'d':3,'e':8}}");
        ObjectNode other = json("{'a':1,'b':7,'c':{'d':6,'e':4},'f':5,'g':1}");

        assertThat(Values.rebase(before, edited, other)).isEqualTo(json("{'a':9,'b':7,'c':{'d':6,'e':8},'g':1}"));
    }

    @Test
    void problemsHavePointersIntoNestedValues() {
        assertProblems("{'colour':1,'price':'x','address':{'streets':'S'},'people':[{'person':'x'}],"
                + "'parts':[{'_type':'quote','text':'far too long'},{'_type':'video'},7]}",
                "/colour", "/price", "/address/streets", "/people/0/person", "/parts/0/text", "/parts/1/_type",
                "/parts/2");
    }

    @Test
    void emptyObjectsAndArraysAreNoValuesOfOtherShapes() {
        assertProblems("{'title':{},'price':[],'address':[],'people':{},'parts':{}}", "/title", "/price", "/address",
                "/people", "/parts");
        assertThat(read("{'title':'A','address':{},'people':[],'parts':[]}").size()).isEqualTo(1);
    }

    @Test
    void publishingNeedsRequiredNestedValues() {
        ObjectNode stored = read("{'title':'A','address':{'note':'n'},'parts':[{'_type':'quote','code':'c'}]}");

        assertThat(Values.obstacles(page, stored)).extracting(Problem::pointer).containsExactly("/address/street",
                "/parts/0/text");
    }

    @Test
    void anAbsentGroupHasNoMissingValues() {
        assertThat(Values.obstacles(page, read("{'title':'A'}"))).isEmpty();
    }

    @Test
    void movedElementsKeepTheirKeys() {
        ObjectNode stored = read("{'title':'A','parts':[{'_type':'quote','text':'1'},{'_type':'quote','text':'2'}]}");
        ObjectNode shown = Values.show(page, stored);
        String first = shown.at("/parts/0/_key").asString();
        String second = shown.at("/parts/1/_key").asString();

        ObjectNode moved = Values.read(page, json("{'parts':[{'_key':'" + second + "','_type':'quote','text':'2'},"
                + "{'_type':'figure'},{'_key':'" + first + "','_type':'quote','text':'1'}]}"), stored);

        ObjectNode result = Values.show(page, moved);
        assertThat(result.at("/parts/0/_key").asString()).isEqualTo(second);
        assertThat(result.at("/parts/2/_key").asString()).isEqualTo(first);
        assertThat(result.at("/parts/1/_key").asString()).isNotIn(first, second);
    }

    @Test
    void elementsWithoutKeysMatchByPosition() {
        ObjectNode stored = read("{'title':'A','parts':[{'_type':'quote','text':'1'}]}");

        ObjectNode again = Values.read(page, json("{'title':'A','parts':[{'_type':'quote','text':'1'}]}"), stored);

        assertThat(Values.same(again, stored)).isTrue();
    }

    @Test
    void keysMustBeDistinctAndWellFormed() {
        assertProblems("{'parts':[{'_key':'k','_type':'figure','caption':'a'},{'_key':'k','_type':'figure'},"
                + "{'_key':'a b','_type':'figure'}]}", "/parts/1/_key", "/parts/2/_key");
    }

    @Test
    void newEntriesAndNewElementsTakeDefaults() {
        ObjectNode stored = read("{'title':'A','people':[{}]}");
        assertThat(Values.show(page, stored).at("/people/0/role").asString()).isEqualTo("author");

        ObjectNode emptied = Values.read(page, json("{'people':[{'role':null}]}"), stored);
        assertThat(Values.show(page, emptied).at("/people/0").has("role")).isFalse();
    }

    @Test
    void anUnchangedValueIsKeptEvenIfNoLongerAllowed() {
        ObjectNode stored = read("{'title':'A','parts':[{'_type':'quote','text':'0123456789'}]}");
        ContentType stricter = TestModels.apply(model, TestModels.PAGE.replace("max: 10", "max: 5")).type("page");
        ObjectNode input = Values.show(stricter, stored);

        assertThat(Values.same(Values.read(stricter, input, stored), stored)).isTrue();
        assertThat(Values.obstacles(stricter, stored)).isNotEmpty();
    }

    @Test
    void sharedValuesAreCopiedAndLocalizedOnesKept() {
        ObjectNode en = read("{'title':'Weir','price':1,'address':{'street':'S','note':'en'},"
                + "'parts':[{'_key':'f','_type':'figure','caption':'A weir'},{'_key':'q','_type':'quote','text':'t'}]}");
        ObjectNode de = read("{'title':'Wehr','price':2,'address':{'note':'de'},"
                + "'parts':[{'_key':'x','_type':'quote','text':'weg'},{'_key':'f','_type':'figure','caption':'Ein Wehr'}]}");

        ObjectNode shown = Values.show(page, SharedValues.merge(page, en, de));

        assertThat(shown).hasToString(json("{'title':'Wehr','price':1,'address':{'street':'S','note':'de'},"
                + "'parts':[{'_key':'f','_type':'figure','caption':'Ein Wehr'},{'_key':'q','_type':'quote','text':'t'}]}")
                .toString());
        assertThat(Values.same(SharedValues.merge(page, en, SharedValues.merge(page, en, de)),
                SharedValues.merge(page, en, de)))
                .isTrue();
    }

    @Test
    void referencesAndUniqueValuesAreFoundAtAnyDepth() {
        String id = "0199a3c4-5d6e-7f80-9a1b-2c3d4e5f6071";
        ObjectNode stored = read("{'title':'A','people':[{'person':'" + id + "'}],'parts':[{'_type':'figure','by':'"
                + id + "'},{'_type':'quote','text':'t','code':'c1'}]}");

        assertThat(Values.references(page, stored)).extracting(reference -> reference.path().pointer())
                .containsExactly("/people/0/person", "/parts/0/by");
        assertThat(Values.targets(page, stored)).hasSize(1);
        assertThat(Values.uniques(page, stored)).singleElement().satisfies(unique -> {
            assertThat(unique.path().pointer()).isEqualTo("/parts/1/code");
            assertThat(unique.text()).isEqualTo("c1");
        });
        assertThat(Values.searchText(page, stored)).contains("A", "c1");
    }

    @Test
    void removedFieldsAndBlocksLeaveNoValues() {
        ObjectNode stored = read("{'title':'A','parts':[{'_key':'f','_type':'figure','caption':'c'},"
                + "{'_key':'q','_type':'quote','text':'t','code':'c'}]}");
        Collection<Block> blocks = page.field("parts").orElseThrow().blocks().orElseThrow().values();
        String figure = blocks.stream().filter(block -> block.name().equals("figure")).findFirst().orElseThrow().id();
        String code = page.everyField().filter(field -> field.name().equals("code")).findFirst().orElseThrow().id();

        ObjectNode left = Values.without(stored, Set.of(figure, code));

        assertThat(Values.show(page, left).path("parts"))
                .isEqualTo(json("{'parts':[{'_key':'q','_type':'quote','text':'t'}]}").path("parts"));
    }

    @Test
    void anEntryHasABoundedNumberOfValues() {
        StringBuilder parts = new StringBuilder("{'title':'A','parts':[");
        for (int i = 0; i < 5_001; i++) {
            parts.append(i == 0 ? "" : ",").append("{'_type':'quote','text':'t'}");
        }

        assertProblems(parts + "]}", "");
    }

    private void assertProblems(String input, String... pointers) {
        assertThatThrownBy(() -> read(input)).asInstanceOf(type(InvalidInputException.class))
                .satisfies(e -> assertThat(e.problems()).extracting(Problem::pointer)
                        .containsExactlyInAnyOrderElementsOf(List.of(pointers)));
    }

    private ObjectNode read(String input) {
        return Values.read(page, json(input), MissingNode.getInstance());
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
    }
}
