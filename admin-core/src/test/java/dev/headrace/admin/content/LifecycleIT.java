package dev.headrace.admin.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Trash, restore, purge, duplicate, usages. */
class LifecycleIT {

    private static CoreUnderTest core;

    @BeforeAll
    static void start() {
        core = CoreUnderTest.start();
        Answer applied = core.apply("""
                types:
                  author: {title: name, fields: {name: {type: text, required: true}}}
                  article:
                    title: title
                    fields:
                      title: {type: text, required: true}
                      slug: {type: slug, from: title, unique: true}
                      sku: {type: text, unique: true}
                      author: {type: reference, to: [author]}
                      parts: {type: blocks, of: {person: {fields: {who: {type: reference, to: [author]}}}}}
                """);
        assertThat(applied.status()).as(applied.text()).isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        core.close();
    }

    @Test
    void aPublishedEntryIsUnpublishedWhenItIsTrashed() {
        String path = create("article", "{\"title\": \"Trashed\"}");
        core.post(path + "/publish", "");

        assertThat(delete(path).status()).isEqualTo(204);

        assertThat(core.get(path).json().path("status").stringValue()).isEqualTo("trashed");
        assertThat(core.get("/api/entries/article?q=trashed").json().path("total").intValue()).isZero();
        assertThat(core.get("/api/entries/article?status=trashed&q=trashed").json().path("total").intValue())
                .isEqualTo(1);
        assertThat(core.post(path + "/publish", "").status()).isEqualTo(409);
        assertThat(core.patch(path, "{\"fields\": {\"title\": \"x\"}}").status()).isEqualTo(409);
        assertThat(core.get(path + "/receipt").json().path("action").stringValue()).isEqualTo("unpublish");
    }

    @Test
    void replacingAllValuesKeepsAnOmittedSlug() {
        String path = create("article", "{\"title\": \"First title\"}");

        core.call("PUT", path, "application/json", "{\"fields\": {\"title\": \"Second title\"}}");
        assertThat(core.get(path).json().at("/fields/slug").stringValue()).isEqualTo("first-title");

        core.call("PUT", path, "application/json", "{\"fields\": {\"title\": \"Third title\", \"slug\": null}}");
        assertThat(core.get(path).json().at("/fields/slug").stringValue()).isEqualTo("third-title");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/untrash", "/restore"})
    void entriesRestoredFromTheTrashAreDrafts(String call) {
        String path = create("article", "{\"title\": \"Restored\"}");
        core.post(path + "/publish", "");
        delete(path);

        Answer restored = core.post(path + call, "");

        assertThat(restored.status()).as(restored.text()).isEqualTo(200);
        assertThat(restored.json().path("status").stringValue()).isEqualTo("unpublished");
        assertThat(core.patch(path, "{\"fields\": {\"title\": \"Again\"}}").status()).isEqualTo(200);
    }

    @Test
    void trashingReferencedEntriesRequiresForceAndListsReferrers() {
        String author = create("author", "{\"name\": \"Ada\"}");
        String id = author.substring(author.lastIndexOf('/') + 1);
        String article = create("article", "{\"title\": \"Uses\", \"parts\": [{\"_type\": \"person\", \"who\": \"" + id
                + "\"}]}");

        Answer refused = delete(author);

        assertThat(refused.status()).isEqualTo(409);
        JsonNode place = refused.json().at("/references/0");
        assertThat(place.path("title").stringValue()).isEqualTo("Uses");
        assertThat(article).endsWith(place.path("id").stringValue());
        assertThat(core.get(author + "/references").json().findValuesAsString("title")).containsExactly("Uses");
        assertThat(delete(author + "?force=true").status()).isEqualTo(204);
    }

    @Test
    void onlyTrashedEntriesArePurgedAndCompletely() {
        String path = create("article", "{\"title\": \"Purged\", \"sku\": \"P-1\"}");
        core.post(path + "/publish", "");

        assertThat(delete(path + "?purge=true").status()).isEqualTo(409);
        delete(path);
        assertThat(delete(path + "?purge=true").status()).isEqualTo(204);

        assertThat(core.get(path).status()).isEqualTo(404);
        assertThat(core.post("/api/entries/article", "{\"fields\": {\"title\": \"x\", \"sku\": \"P-1\"}}").status())
                .isEqualTo(201);
    }

    @Test
    void entriesThatReferToAPurgedOneCanBeReadAndSaved() {
        String author = create("author", "{\"name\": \"Gone\"}");
        String id = author.substring(author.lastIndexOf('/') + 1);
        String article = create("article", "{\"title\": \"Left behind\", \"author\": \"" + id + "\"}");
        delete(author + "?force=true");
        assertThat(delete(author + "?purge=true&force=true").status()).isEqualTo(204);

        assertThat(core.get(article).status()).isEqualTo(200);
        assertThat(core.patch(article, "{\"fields\": {\"title\": \"Still here\"}}").status()).isEqualTo(200);
        assertThat(core.post(article + "/publish", "").status()).isLessThan(300);
    }

    @Test
    void aDuplicateHasTheSameValuesAndANewSlug() {
        String path = create("article", "{\"title\": \"Original\", \"sku\": \"D-1\"}");

        Answer copy = core.post(path + "/duplicate", "");

        assertThat(copy.status()).as(copy.text()).isEqualTo(201);
        assertThat(copy.json().at("/fields/title").stringValue()).isEqualTo("Original (copy)");
        assertThat(copy.json().at("/fields/slug").stringValue()).isEqualTo("original-copy");
        assertThat(copy.json().path("fields").has("sku")).isFalse();
        assertThat(copy.json().path("status").stringValue()).isEqualTo("draft");
    }

    @Test
    void deletingATypeWithEntriesMustBeAllowed() {
        core.apply("types: {brief: {title: title, fields: {title: {type: text}}}}");
        create("brief", "{\"title\": \"b\"}");

        Answer refused = delete("/api/types/brief");
        assertThat(refused.json().path("detail").stringValue())
                .isEqualTo("The change must be allowed: deletes the type 'brief' and its 1 entry.");
        assertThat(refused.json().path("permittedBy").stringValue()).isEqualTo("force=true");
        assertThat(delete("/api/types/brief?force=true").status()).isEqualTo(204);
        assertThat(core.get("/api/types/brief").status()).isEqualTo(404);
    }

    @Test
    void aTypeThatOthersReferToCannotBeDeleted() {
        Answer refused = delete("/api/types/author?force=true");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("detail").stringValue()).contains("fields of other types may refer to it: '");
    }

    @Test
    void valuesThatBecameInvalidAreRestoredAsAnInvalidDraft() {
        core.apply("types: {sized: {title: title, fields: {title: {type: text}, width: {type: text}}}}");
        String path = create("sized", "{\"title\": \"s\", \"width\": \"large\"}");
        core.call("POST", "/api/schema/apply?allowDestructive=true", "application/yaml",
                "types: {sized: {title: title, fields: {title: {type: text}, width: {type: number}}}}");
        assertThat(core.get(path).json().path("fields").has("width")).isFalse();

        Answer restored = core.post(path + "/revisions/1/restore", "");

        assertThat(restored.json().at("/fields/width").stringValue()).isEqualTo("large");
        assertThat(core.post(path + "/publish", "").json().at("/errors/0/pointer").stringValue()).isEqualTo("/width");
        assertThat(core.patch(path, "{\"fields\": {\"title\": \"t\"}}").status()).isEqualTo(200);
        assertThat(core.patch(path, "{\"fields\": {\"width\": 3}}").status()).isEqualTo(200);
        assertThat(core.post(path + "/publish", "").status()).isLessThan(300);
    }

    private static Answer delete(String path) {
        return core.call("DELETE", path, "application/json", "");
    }

    private static String create(String type, String fields) {
        Answer created = core.post("/api/entries/" + type, "{\"fields\": " + fields + "}");
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        return "/api/entries/" + type + "/" + created.json().path("id").stringValue();
    }
}
