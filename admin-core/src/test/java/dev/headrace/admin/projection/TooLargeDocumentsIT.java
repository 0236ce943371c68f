package dev.headrace.admin.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.model.Frame;
import dev.headrace.testkit.Eventually;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A document that becomes too large is taken down, because its embedded documents can no longer be updated. */
class TooLargeDocumentsIT {

    private static final int MAX_BYTES = 10_000;

    @Test
    void allViewsOfATooLargeDocumentAreTakenDown() {
        try (PublishingFixture content = PublishingFixture.start("""
                types:
                  author: {title: name, fields: {name: {type: text, required: true}}}
                  article:
                    title: title
                    fields:
                      title: {type: text, required: true}
                      text: {type: markdown}
                      author: {type: reference, to: [author]}
                    views: {full: {include: [author]}, plain: {}}
                    lists: {filter: [author]}
                """, Map.of("HEADRACE_MAX_DOCUMENT_BYTES", MAX_BYTES))) {
            String author = content.published("author", "{\"name\": \"Ada\"}");
            String id = content.published("article", "{\"title\": \"Grows\", \"author\": \"" + author + "\"}");
            content.settle();
            assertThat(content.document("article", id, "full").at("/author/name").stringValue()).isEqualTo("Ada");

            content.edit("article", id, "{\"text\": \"" + "x".repeat(MAX_BYTES) + "\"}");
            content.publishLater(id);

            for (String view : new String[]{"full", "plain"}) {
                Eventually.holds("its view " + view + " is taken down",
                        () -> content.frame("article", id, view).orElseThrow().kind() == Frame.Kind.TOMBSTONE);
            }
            assertThat(content.indexed("article", id, "en")).isEmpty();

            assertThat(content.receipt(id).path("storedAt").isMissingNode()).isTrue();

            content.unpublish("author", author, "en");
            content.edit("article", id, "{\"text\": \"short\"}");
            content.publish("article", id);
            content.settle();
            JsonNode again = content.document("article", id, "full");
            assertThat(again.path("text").stringValue()).isEqualTo("short");
            assertThat(again.path("author").isNull()).isTrue();
        }
    }
}
