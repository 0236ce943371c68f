package dev.headrace.admin.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.Concurrently;
import dev.headrace.admin.access.Actor;
import dev.headrace.admin.content.ExpectedVersion;
import dev.headrace.admin.publishing.Change.Put;
import dev.headrace.admin.publishing.Change.Remove;
import dev.headrace.admin.publishing.Publish;
import dev.headrace.admin.publishing.RenderPriority;
import dev.headrace.admin.publishing.Unpublish;
import dev.headrace.admin.web.RefusedException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Use cases, projection loops and model changes take locks in one order, so that nothing deadlocks and no mark is lost. */
class LockOrderIT {

    private static final String TYPES = """
            types:
              node:
                title: name
                fields:
                  name: {type: text, required: true, localized: true}
                  slug: {type: slug, localized: true}
                  next: {type: reference, to: [node], many: true}
            """;
    private static final String VIEW = "    views: {full: {include: [next]}}\n";
    private static final String LOCALES = "locales: {en: {}, de: {fallback: en}}\n";
    private static final int NODES = 8;
    private static final int ROUNDS = 40;

    private static PublishingFixture content;

    @BeforeAll
    static void start() {
        content = PublishingFixture.start(TYPES + VIEW + LOCALES);
    }

    @AfterAll
    static void stop() {
        content.close();
    }

    @Test
    void mutuallyReferencingEntriesArePublishedConcurrently() throws Exception {
        List<UUID> nodes = circle(2);
        for (int round = 0; round < ROUNDS; round++) {
            UUID first = nodes.get(0);
            UUID second = nodes.get(1);
            Concurrently.call(() -> publish(List.of(first)), () -> publish(List.of(second)),
                    () -> publish(List.of(second, first)));
        }
        assertEverythingIsProjected(nodes);
    }

    @Test
    void publishingCyclesAndModelChangesRunConcurrently() throws Exception {
        List<UUID> nodes = circle(NODES);
        for (int round = 0; round < ROUNDS / 4; round++) {
            boolean withView = round % 2 == 0;
            Concurrently.call(() -> publish(shuffled(nodes, 1)), () -> publish(shuffled(nodes, 2)),
                    () -> unpublish(nodes.getFirst()), () -> publish(shuffled(nodes, 3).subList(0, 3)),
                    () -> content.core().apply(TYPES + (withView ? "" : VIEW) + LOCALES).status());
        }
        publish(nodes);
        assertEverythingIsProjected(nodes);
    }

    @Test
    void entriesWithTheSameSlugArePublishedConcurrently() throws Exception {
        String english = content.create("node", "{\"name\": \"English\", \"slug\": \"contested\"}");
        String german = content.create("node", "{\"name\": \"Other\", \"slug\": \"other\"}");
        content.edit("node", german, "de", "{\"name\": \"Deutsch\", \"slug\": \"contested\"}");
        for (int round = 0; round < ROUNDS; round++) {
            Concurrently.call(() -> publish(List.of(UUID.fromString(english))), () -> content.core().bean(Publish.class)
                    .one("node", UUID.fromString(german), "de", ExpectedVersion.ANY, Actor.system()));
            content.settle();
            assertThat(content.owner("node", "de", "contested")).hasValue(german);
            assertThat(content.owner("node", "en", "contested")).hasValue(english);
            Concurrently.call(() -> content.core().bean(Unpublish.class).one(
                    new Remove("node", UUID.fromString(german), "de", ExpectedVersion.ANY), Actor.system()),
                    () -> publish(List.of(UUID.fromString(english))));
            content.settle();
            assertThat(content.owner("node", "de", "contested")).hasValue(english);
        }
    }

    /** Nodes that each refer to the next one and to themselves. */
    private static List<UUID> circle(int size) {
        List<UUID> nodes = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            nodes.add(UUID.fromString(content.create("node", "{\"name\": \"Node " + i + "\"}")));
        }
        for (int i = 0; i < size; i++) {
            content.edit("node", nodes.get(i).toString(), "{\"next\": [\"%s\", \"%s\"]}"
                    .formatted(nodes.get((i + 1) % size), nodes.get(i)));
        }
        return nodes;
    }

    private static List<UUID> shuffled(List<UUID> nodes, int seed) {
        List<UUID> shuffled = new ArrayList<>(nodes);
        Collections.shuffle(shuffled, new Random(seed));
        return shuffled;
    }

    private static Object publish(List<UUID> nodes) {
        return content.core().bean(Publish.class).publish(
                nodes.stream().map(id -> Put.draft("node", id, "en", ExpectedVersion.ANY)).toList(),
                RenderPriority.URGENT, Actor.system());
    }

    private static Object unpublish(UUID node) {
        try {
            return content.core().bean(Unpublish.class).one(new Remove("node", node, "en", ExpectedVersion.ANY),
                    Actor.system());
        } catch (RefusedException e) {
            return e; // another has not published it yet
        }
    }

    private static void assertEverythingIsProjected(List<UUID> nodes) {
        content.settle();
        for (UUID node : nodes) {
            int version = content.jdbc().sql("select version from publication where entry_id = ? and locale = 'en'")
                    .param(node).query(Integer.class).single();
            for (String locale : List.of("en", "de")) {
                assertThat(content.document("node", node.toString(), locale, "full").at("/_meta/version").intValue())
                        .isEqualTo(version);
            }
        }
    }
}
