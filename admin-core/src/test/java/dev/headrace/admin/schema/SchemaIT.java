package dev.headrace.admin.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SchemaIT {

    private static CoreUnderTest core;

    @BeforeAll
    static void start() {
        core = CoreUnderTest.start();
    }

    @AfterAll
    static void stop() {
        core.close();
    }

    @Test
    void whatIsAppliedIsWhatASnapshotSays() {
        core.apply("""
                types:
                  snap:
                    name: Snap shot
                    title: title
                    fields:
                      title: {type: text, max: 100, required: true}
                      slug: {type: slug, from: title, unique: true}
                      kind: {type: enum, values: [one, two], default: one}
                      stars: {type: number, integer: true, min: 1, max: 5}
                      more: {type: reference, to: [snap], many: true}
                    views: {card: {fields: [title, more], include: [more]}}
                    lists: {filter: [kind, more], sort: [stars], view: card}
                    interactions: {views: {}, reactions: {kinds: [like], who: user}}
                """);

        String snapshot = core.get("/api/schema").text();

        assertThat(snapshot).contains("stars: {type: number, integer: true, min: 1, max: 5}");
        assertThat(core.apply(snapshot).json().path("steps").size()).as(snapshot).isZero();
        assertThat(core.get("/api/types/snap").json().path("type").stringValue()).isEqualTo("snap");
    }

    @Test
    void malformedYamlNamesLineAndColumn() {
        Answer answer = core.apply("types:\n  a:\n    fields: {title: {type: text}\n  b: 1\n");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/line").intValue()).as(answer.text()).isBetween(3, 4);
        assertThat(answer.json().at("/errors/0/column").intValue()).isPositive();
    }

    @Test
    void aWrongModelNamesEachPlaceAndChangesNothing() {
        Answer answer = core.apply("""
                types:
                  good:
                    fields: {title: {type: text}}
                  bad:
                    title: nothing
                    fields:
                      title: {type: text, maximum: 3}
                      to: {type: reference, to: [nowhere]}
                      odd: {type: colour}
                """);

        assertThat(answer.status()).isEqualTo(400);
        List<String> pointers = answer.json().path("errors").findValuesAsString("pointer");
        assertThat(pointers).contains("/types/bad/title", "/types/bad/fields/title/maximum", "/types/bad/fields/to/to",
                "/types/bad/fields/odd/type");
        assertThat(answer.json().path("errors").findValuesAsString("line")).contains("5", "7", "8", "9");
        assertThat(core.get("/api/types/good").status()).isEqualTo(404);
    }

    @Test
    void aRenamedFieldKeepsItsValues() {
        core.apply("types: {ren: {title: title, fields: {title: {type: text}, old: {type: text}}}}");
        String id = core.post("/api/entries/ren", "{\"fields\":{\"title\":\"x\",\"old\":\"kept\"}}").json().path("id")
                .stringValue();

        Answer answer = core
                .apply("types: {ren: {title: title, fields: {title: {type: text}, fresh: {type: text, was: old}}}}");

        assertThat(answer.json().path("steps").findValuesAsString("kind")).contains("renameField");
        assertThat(core.get("/api/entries/ren/" + id).json().at("/fields/fresh").stringValue()).isEqualTo("kept");
    }

    @Test
    void aStepThatWouldLoseValuesIsRefusedUnlessItIsAllowed() {
        core.apply("types: {loss: {title: title, fields: {title: {type: text}, note: {type: text}}}}");
        core.post("/api/entries/loss", "{\"fields\":{\"title\":\"x\",\"note\":\"n\"}}");
        String replaced = "types: {loss: {title: title, fields: {title: {type: text}, note: {type: number}}}}";

        Answer refused = core.apply(replaced);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("detail").stringValue()).contains("removes its 1 stored values");

        Answer allowed = core.call("POST", "/api/schema/apply?allowDestructive=true", "application/yaml", replaced);
        assertThat(allowed.status()).as(allowed.text()).isEqualTo(200);
        assertThat(core.get("/api/entries/loss").json().path("total").intValue()).isEqualTo(1);
    }

    @Test
    void whatTheFileDoesNotNameIsLeftAloneUnlessItIsPruned() {
        core.apply("types: {keep: {title: title, fields: {title: {type: text}, extra: {type: text}}}}");

        assertThat(
                core.apply("types: {keep: {title: title, fields: {title: {type: text}}}}").json().path("steps").size())
                .isZero();
        assertThat(core.get("/api/types/keep").json().path("fields").has("extra")).isTrue();
    }
}
