package dev.headrace.admin.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import dev.headrace.admin.content.SaveEntry;
import dev.headrace.admin.access.Actor;
import dev.headrace.testkit.Eventually;
import java.sql.Connection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

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
    void theSchemaIsReturnedAsApplied() {
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
                    search: {fields: [title], facets: [kind]}
                    interactions: {views: {}, reactions: {kinds: [like], who: user}}
                """);

        String snapshot = core.get("/api/schema").text();

        assertThat(snapshot).contains("stars: {type: number, integer: true, min: 1, max: 5}");
        assertThat(core.apply(snapshot).json().path("steps").size()).as(snapshot).isZero();
        assertThat(core.get("/api/types/snap").json().path("type").stringValue()).isEqualTo("snap");
    }

    @Test
    void malformedYamlIsReportedWithLineAndColumn() {
        Answer answer = core.apply("types:\n  a:\n    fields: {title: {type: text}\n  b: 1\n");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/line").intValue()).as(answer.text()).isBetween(3, 4);
        assertThat(answer.json().at("/errors/0/column").intValue()).isPositive();
    }

    @Test
    void anInvalidModelChangesNothingAndReportsEveryPointer() {
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
    void publishedValuesFollowARenamedField() {
        core.apply("types: {person: {title: name, fields: {name: {type: text}}}}");
        core.apply("""
                types: {moved: {title: title, fields: {title: {type: text}, code: {type: text, unique: true},
                  by: {type: reference, to: [person]}}}}""");
        String person = create("person", "{\"name\": \"Ada\"}");
        String id = create("moved", "{\"title\": \"x\", \"code\": \"A1\", \"by\": \"" + person + "\"}");
        core.post("/api/entries/moved/" + id + "/publish", "");
        String stored = publishedFields(id);

        Answer answer = core.apply("""
                types: {moved: {title: title, fields: {title: {type: text}, sku: {type: text, unique: true, was: code},
                  author: {type: reference, to: [person], was: by}}}}""");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        JsonNode fields = core.get("/api/entries/moved/" + id).json().path("fields");
        assertThat(fields.path("sku").stringValue()).isEqualTo("A1");
        assertThat(fields.path("author").stringValue()).isEqualTo(person);
        assertThat(publishedFields(id)).isEqualTo(stored).doesNotContain("sku", "code");
        assertThat(core.post("/api/entries/moved", "{\"fields\": {\"title\": \"y\", \"sku\": \"A1\"}}").json()
                .at("/errors/0/pointer").stringValue()).isEqualTo("/sku");
        assertThat(core.get("/api/entries/person/" + person + "/references").json().findValuesAsString("id"))
                .containsExactly(id);
    }

    @Test
    void putReplacesATypeIfTheETagMatches() {
        core.apply("types: {put: {title: title, fields: {title: {type: text}, extra: {type: text}}}}");
        String tag = core.get("/api/types/put").response().headers().firstValue("ETag").orElseThrow();
        String one = "{\"title\": \"title\", \"fields\": {\"title\": {\"type\": \"text\"}}}";
        String two = "{\"title\": \"title\", \"fields\": {\"title\": {\"type\": \"text\", \"max\": 9}}}";

        Answer first = core.put("/api/types/put", one, "If-Match", tag);
        Answer second = core.put("/api/types/put", two, "If-Match", tag);

        assertThat(first.status()).as(first.text()).isEqualTo(200);
        assertThat(first.json().path("fields").propertyNames()).containsExactly("title");
        assertThat(second.status()).isEqualTo(412);
        assertThat(core.put("/api/types/put", two, "If-Match",
                first.response().headers().firstValue("ETag").orElseThrow()).status()).isEqualTo(200);
    }

    @Test
    void pointersAreRelativeToTheRequestBody() {
        Answer answer = core.post("/api/types",
                """
                        {"type": "astray", "fields": {"title": {"type": "text"}, "to": {"type": "reference", "to": ["nowhere"]}}}""");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("errors").findValuesAsString("pointer")).containsExactly("/fields/to/to");
    }

    @Test
    void reservedFieldNamesAreRejected() {
        Answer answer = core
                .apply("types: {bad: {fields: {title: {type: text}, status: {type: text}, with: {type: text},"
                        + " publishedAt: {type: text}}}}");

        assertThat(answer.json().path("errors").findValuesAsString("pointer")).containsExactly(
                "/types/bad/fields/status", "/types/bad/fields/with", "/types/bad/fields/publishedAt");
    }

    @Test
    void unsupportedSectionsAreReported() {
        Answer answer = core.apply("types: {}\nforms: {contact: {fields: {}}}\ncollections: {bookmarks: {max: 1}}\n");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("errors").findValuesAsString("message"))
                .containsExactly("are not supported yet; a model consists of types and locales",
                        "are not supported yet; a model consists of types and locales");
    }

    @Test
    void endlesslyNestedYamlIsRejected() {
        for (String text : List.of("[".repeat(200_000), "types: " + "{a: ".repeat(50_000), "- ".repeat(100_000) + "x",
                "types: {a: {fields: {n: {type: number, min: 1e999999999}}}}")) {
            assertThat(core.apply(text).status()).isEqualTo(400);
        }
    }

    @Test
    void editorsCannotChangeTheModel() {
        core.apply("types: {edited: {title: title, fields: {title: {type: text}}}}");
        String editor = core.editorToken();
        String type = "{\"type\": \"mine\", \"title\": \"title\", \"fields\": {\"title\": {\"type\": \"text\"}}}";

        assertThat(core.callWith(editor, "POST", "/api/schema/apply", "application/yaml", "types: {}").status())
                .isEqualTo(403);
        assertThat(core.callWith(editor, "POST", "/api/types", "application/json", type).status()).isEqualTo(403);
        assertThat(core.callWith(editor, "PUT", "/api/types/edited", "application/json", type).status()).isEqualTo(403);
        assertThat(core.get("/api/types/mine").status()).isEqualTo(404);

        Answer created = core.callWith(editor, "POST", "/api/entries/edited", "application/json",
                "{\"fields\": {\"title\": \"By an editor\"}}");
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        assertThat(core.callWith(editor, "POST",
                "/api/entries/edited/" + created.json().path("id").stringValue() + "/publish", "application/json", "")
                .status()).isEqualTo(200);
    }

    @Test
    void aDraftSavedDuringARenameFollowsTheRename() throws Exception {
        core.apply("types: {busy: {title: title, fields: {title: {type: text}, old: {type: text}}}}");
        ObjectNode fields = JsonNodeFactory.instance.objectNode().put("title", "x").put("old", "kept");
        Actor actor = Actor.system();
        CompletableFuture<Answer> rename = new CompletableFuture<>();

        UUID id = core.bean(TransactionTemplate.class).execute(_ -> {
            UUID created = core.bean(SaveEntry.class).create("busy", fields, actor).id();
            rename.completeAsync(() -> core.apply("""
                    types: {busy: {title: title, fields: {title: {type: text}, fresh: {type: text, was: old}}}}"""));
            Eventually.holds("the rename waits or has completed", () -> rename.isDone() || someoneWaitsForALock());
            return created;
        });

        assertThat(rename.get(30, TimeUnit.SECONDS).status()).isEqualTo(200);
        assertThat(core.get("/api/entries/busy/" + id).json().path("fields").propertyNames()).containsExactlyInAnyOrder(
                "title",
                "fresh");
    }

    @Test
    void aWriteThatTimesOutDuringAModelChangeIsToldToRetry() {
        core.apply("types: {waiting: {title: title, fields: {title: {type: text}}}}");

        Answer answer = core.bean(TransactionTemplate.class).execute(_ -> {
            core.bean(Types.class).lockExclusive();
            return core.post("/api/entries/waiting", "{\"fields\": {\"title\": \"x\"}}");
        });

        assertThat(answer.status()).as(answer.text()).isEqualTo(503);
        assertThat(answer.response().headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.json().path("detail").stringValue()).contains("Try again");
    }

    @Test
    void connectionsHaveTimeouts() {
        assertThat(jdbc().sql("show statement_timeout").query(String.class).single()).isEqualTo("50s");
        assertThat(jdbc().sql("show lock_timeout").query(String.class).single()).isEqualTo("5s");
        assertThat(core.bean(JdbcTemplate.class).execute((Connection connection) -> connection.getNetworkTimeout()))
                .isEqualTo(60_000);
    }

    @Test
    void omittedPartsAreLeftUnchanged() {
        core.apply("types: {keep: {title: title, fields: {title: {type: text}, extra: {type: text}}}}");

        assertThat(
                core.apply("types: {keep: {title: title, fields: {title: {type: text}}}}").json().path("steps").size())
                .isZero();
        assertThat(core.get("/api/types/keep").json().path("fields").has("extra")).isTrue();
    }

    private static boolean someoneWaitsForALock() {
        return jdbc().sql("select exists (select from pg_stat_activity where wait_event_type = 'Lock'"
                + " and datname = current_database())").query(Boolean.class).single();
    }

    private static String create(String type, String fields) {
        Answer created = core.post("/api/entries/" + type, "{\"fields\": " + fields + "}");
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        return created.json().path("id").stringValue();
    }

    private static String publishedFields(String id) {
        return jdbc().sql("select fields::text from publication where entry_id = :id::uuid").param("id", id)
                .query(String.class).single();
    }

    private static JdbcClient jdbc() {
        return core.bean(JdbcClient.class);
    }
}
