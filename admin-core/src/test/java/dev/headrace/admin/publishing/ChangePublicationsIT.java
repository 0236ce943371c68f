package dev.headrace.admin.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.admin.Concurrently;
import dev.headrace.admin.access.Actor;
import dev.headrace.admin.content.ExpectedVersion;
import dev.headrace.admin.projection.PublishingFixture;
import dev.headrace.admin.publishing.Change.Put;
import dev.headrace.admin.publishing.Change.Remove;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.RefusedException;
import dev.headrace.model.Frame;
import dev.headrace.testkit.Eventually;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Sets that publish some variants and unpublish others, in one transaction. */
class ChangePublicationsIT {

    private static final int ROUNDS = 20;
    private static final String TYPES = """
            types:
              page:
                title: title
                fields:
                  title: {type: text, required: true, localized: true}
                  slug: {type: slug, unique: true, localized: true}
                  price: {type: number}
              note:
                title: title
                fields:
                  title: {type: text}
                  slug: {type: slug}
                  next: {type: reference, to: [note]}
            """;
    private static final String VIEW = "    views: {full: {include: [next]}}\n";
    private static final String LOCALES = "locales: {en: {}, de: {}}\n";

    private static PublishingFixture content;

    @BeforeAll
    static void start() {
        content = PublishingFixture.start(TYPES + LOCALES);
    }

    @AfterAll
    static void stop() {
        content.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anEntryTakesOverTheSlugOfOneThatIsUnpublished(boolean removedFirst) {
        String slug = "passed-on-" + removedFirst;
        String former = content.published("note", "{\"slug\": \"" + slug + "\"}");
        String next = content.create("note", "{\"slug\": \"" + slug + "\"}");

        apply(inOrder(removedFirst, remove("note", former), put("note", next)));
        content.settle();

        assertThat(publishedVersions(former)).isEmpty();
        assertThat(publishedVersions(next)).containsExactly(1);
        assertThat(content.owner("note", "en", slug)).hasValue(next);
        assertThat(content.frame("note", former, "full").map(Frame::kind)).hasValue(Frame.Kind.TOMBSTONE);
        assertThat(content.presence("note", former).map(Frame::kind)).hasValue(Frame.Kind.TOMBSTONE);
        assertThat(content.document("note", next, "full").path("slug").stringValue()).isEqualTo(slug);
        assertCompleted("note", former, "en", "unpublish");
        assertCompleted("note", next, "en", "publish");
        assertThat(content.jdbc().sql("select entry_id::text from projection where slug = :slug").param("slug", slug)
                .query(String.class).list()).containsExactly(next);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aUniqueSlugPassesToAnEarlierRevisionOfAnotherEntry(boolean removedFirst) {
        String slug = "unique-" + removedFirst;
        String next = content.create("page", "{\"title\": \"Next\", \"slug\": \"" + slug + "\"}");
        content.edit("page", next, "{\"slug\": \"other-" + removedFirst + "\"}");
        String former = content.published("page", "{\"title\": \"Former\", \"slug\": \"" + slug + "\"}");
        List<Change> changes = inOrder(removedFirst, remove("page", former),
                new Put("page", content.uuid(next), "en", 1, ExpectedVersion.ANY));

        assertThatThrownBy(() -> apply(changes)).as("the draft has it, too")
                .isInstanceOf(InvalidInputException.class).hasMessageContaining("is already used by another entry");
        assertThat(publishedVersions(former)).containsExactly(1);

        content.edit("page", former, "{\"slug\": \"former-" + removedFirst + "\"}");
        apply(changes);
        content.settle();

        assertThat(publishedVersions(former)).isEmpty();
        assertThat(content.owner("page", "en", slug)).hasValue(next);
        assertThat(content.jdbc().sql("select entry_id::text from unique_value where value = :slug")
                .param("slug", slug).query(String.class).list()).containsExactly(next);
        assertCompleted("page", former, "en", "unpublish");
        assertCompleted("page", next, "en", "publish");
    }

    @Test
    void sharedValuesAreNotPublishedInALocaleThatTheSameSetUnpublishes() {
        String id = content.create("page", "{\"title\": \"Weir\", \"price\": 1}");
        content.edit("page", id, "de", "{\"title\": \"Wehr\"}");
        content.publish("page", id);
        content.publish("page", id, "de");
        content.edit("page", id, "{\"price\": 2}");

        Map<DocumentKey, Long> marks = apply(List.of(put("page", id),
                new Remove("page", content.uuid(id), "de", ExpectedVersion.ANY)));
        content.settle();

        assertThat(marks.keySet()).extracting(DocumentKey::locale).containsExactlyInAnyOrder("en", "de");
        assertThat(content.document("page", id, "full").path("price").intValue()).isEqualTo(2);
        assertThat(content.frame("page", id, "de", "full").map(Frame::kind)).hasValue(Frame.Kind.TOMBSTONE);
        assertCompleted("page", id, "en", "publish");
        assertCompleted("page", id, "de", "unpublish");
    }

    @Test
    void aSetIsAppliedCompletelyOrNotAtAll() {
        String live = content.published("page", "{\"title\": \"Live\"}");
        String incomplete = content.create("page", "{}");

        assertThatThrownBy(() -> apply(List.of(remove("page", live), put("page", incomplete))))
                .isInstanceOfSatisfying(InvalidInputException.class, e -> assertThat(e.problems()).singleElement()
                        .satisfies(problem -> assertThat(problem.pointer())
                                .isEqualTo("/" + incomplete + "/en/title")));
        assertThatThrownBy(() -> apply(List.of(remove("page", live), put("page", live))))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("two changes of one variant");

        assertThat(publishedVersions(live)).containsExactly(1);
        assertThat(content.core().get(PublishingFixture.path("page", live)).json().path("status").stringValue())
                .isEqualTo("published");
    }

    @Test
    void setsOfBothKindsAndModelChangesRunConcurrently() throws Exception {
        List<UUID> notes = contestingNotes(6);
        for (int round = 0; round < ROUNDS; round++) {
            String model = TYPES + (round % 2 == 0 ? VIEW : "") + LOCALES;
            List<UUID> shuffled = shuffled(notes, round);
            List<UUID> two = shuffled(notes, round + ROUNDS).subList(0, 2);
            Concurrently.call(() -> change(shuffled.subList(0, 3), shuffled.subList(3, 6)),
                    () -> change(shuffled.subList(3, 6), shuffled.subList(0, 3)), () -> change(two, List.of()),
                    () -> content.core().apply(model).status());
        }
        content.settle();

        for (UUID note : notes) {
            boolean published = !publishedVersions(note.toString()).isEmpty();
            assertThat(content.frame("note", note.toString(), "full").map(Frame::kind))
                    .hasValue(published ? Frame.Kind.DOCUMENT : Frame.Kind.TOMBSTONE);
        }
        assertThat(content.owner("note", "en", "contested")).isEqualTo(content.jdbc()
                .sql("select min(entry_id::text) from publication where slug = 'contested'").query(String.class)
                .optional());
        assertThat(content.jdbc().sql("select entry_id::text from projection where slug = 'contested'")
                .query(String.class).optional()).isEqualTo(content.owner("note", "en", "contested"));
    }

    /** Published notes that have the same slug, and each refer to the next one. */
    private static List<UUID> contestingNotes(int count) {
        List<UUID> notes = IntStream.range(0, count)
                .mapToObj(_ -> content.uuid(content.published("note", "{\"slug\": \"contested\"}"))).toList();
        for (int i = 0; i < count; i++) {
            content.edit("note", notes.get(i).toString(), "{\"next\": \"" + notes.get((i + 1) % count) + "\"}");
        }
        return notes;
    }

    /** Returns the refusal if another thread has unpublished an entry before. */
    private static Object change(List<UUID> published, List<UUID> unpublished) {
        List<Change> changes = new ArrayList<>();
        published.forEach(id -> changes.add(put("note", id.toString())));
        unpublished.forEach(id -> changes.add(remove("note", id.toString())));
        try {
            return apply(changes);
        } catch (RefusedException e) {
            return e;
        }
    }

    private static List<UUID> shuffled(List<UUID> all, int seed) {
        List<UUID> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, new Random(seed));
        return shuffled;
    }

    private static Put put(String type, String id) {
        return Put.draft(type, content.uuid(id), "en", ExpectedVersion.ANY);
    }

    private static Remove remove(String type, String id) {
        return new Remove(type, content.uuid(id), "en", ExpectedVersion.ANY);
    }

    private static List<Change> inOrder(boolean removedFirst, Remove remove, Put put) {
        return removedFirst ? List.of(remove, put) : List.of(put, remove);
    }

    private static Map<DocumentKey, Long> apply(List<? extends Change> changes) {
        ChangePublications publications = content.core().bean(ChangePublications.class);
        return Objects.requireNonNull(content.core().bean(TransactionTemplate.class).execute(
                _ -> publications.apply(publications.prepare(changes, Actor.system()), RenderPriority.URGENT)));
    }

    private static List<Integer> publishedVersions(String id) {
        return content.jdbc().sql("select version from publication where entry_id = :id::uuid").param("id", id)
                .query(Integer.class).list();
    }

    private static void assertCompleted(String type, String id, String locale, String action) {
        Eventually.passes("the receipt is complete", () -> {
            JsonNode receipt = content.core().get(PublishingFixture.path(type, id) + "/receipt?locale=" + locale)
                    .json();
            assertThat(receipt.path("action").stringValue()).isEqualTo(action);
            assertThat(receipt.path("storedAt").isString()).isTrue();
            assertThat(receipt.path("edges").isIntegralNumber()).isTrue();
        });
    }
}
