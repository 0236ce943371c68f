package dev.headrace.edge.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.edge.follow.Position;
import dev.headrace.model.EntryId;
import dev.headrace.model.IndexRecord;
import dev.headrace.model.PublishedModel.Field;
import dev.headrace.model.PublishedModel.Interactions;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.PublishedModel.ValueKind;
import dev.headrace.model.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests which indexes serve, and which survive a restart. */
class ShardsTest {

    private static final IndexKey ENGLISH = new IndexKey("article", "en");
    private static final IndexKey GERMAN = new IndexKey("article", "de");
    private static final Schema OLD = schema("1", "format");
    private static final Schema NEW = schema("2", "format", "topic");
    private static final Position POSITION = new Position("epoch", "1-1", 1);

    @TempDir
    private Path folder;
    private final Merges merges = new Merges();
    private DataDirectory data;
    private Shards shards;

    private static Schema schema(String lists, String... filters) {
        Map<String, Field> fields = new HashMap<>();
        for (String filter : filters) {
            fields.put(filter, new Field(ValueKind.TEXT, List.of(), filter));
        }
        return Schema.of(new PublishedModel.Type(List.of("full"), "full", fields, Map.of(), Interactions.NONE, lists));
    }

    @BeforeEach
    void start() throws IOException {
        data = DataDirectory.open(folder.toString());
        shards = new Shards(data, merges);
        shards.restore(Manifest.read(data.path()));
    }

    @AfterEach
    void stop() throws IOException {
        shards.close();
        data.close();
    }

    /** Simulates SIGKILL: nothing is committed. */
    private void restart() throws IOException {
        stop();
        start();
    }

    private void put(IndexKey key, UUID id, String lists) throws IOException {
        IndexRecord record = new IndexRecord(new Target(key.type(), id.toString()), key.locale(), 1, lists,
                Map.of("format", List.of("essay")));
        for (Shard shard : shards.targets(key)) {
            shard.put(id, record, new RecordVersion(1, lists.hashCode()));
        }
    }

    private void build(Map<IndexKey, Schema> schemas, String lists) throws IOException {
        shards.adopt(schemas);
        for (IndexKey key : schemas.keySet()) {
            put(key, EntryId.fresh(), lists);
        }
        shards.promote();
        shards.commit(shards.durable(), POSITION);
    }

    private Shard serving(IndexKey key) {
        return Objects.requireNonNull(shards.find(key)).shard();
    }

    private void damage(Path index, boolean delete) throws IOException {
        try (Stream<Path> files = Files.list(index)) {
            for (Path file : files.filter(each -> each.getFileName().toString().startsWith("segments_")).toList()) {
                if (delete) {
                    Files.delete(file);
                } else {
                    Files.writeString(file, "damaged");
                }
            }
        }
    }

    @Test
    void missingIndexFilesDoNotYieldAnEmptyIndex() throws IOException {
        build(Map.of(ENGLISH, OLD), "1");
        damage(serving(ENGLISH).folder(), true);
        restart();
        assertThat(shards.find(ENGLISH)).isNull();
        restart();
        assertThat(shards.find(ENGLISH)).isNull();
    }

    @Test
    void skippedDamagedIndexDoesNotYieldAnEmptyIndex() throws IOException {
        build(Map.of(ENGLISH, OLD, GERMAN, OLD), "1");
        Path damaged = serving(ENGLISH).folder();
        damage(damaged, false);
        restart();
        assertThat(shards.find(ENGLISH)).isNull();
        assertThat(damaged).doesNotExist();
        assertThat(Manifest.read(data.path()).shards()).extracting(Manifest.Entry::place).containsExactly(GERMAN);
        assertThat(Manifest.read(data.path()).position()).isEqualTo(POSITION);

        restart();
        assertThat(shards.find(ENGLISH)).isNull();
        assertThat(serving(GERMAN).size()).isOne();
    }

    @Test
    void uncommittedPromotionDoesNotYieldAnEmptyIndex() throws IOException {
        build(Map.of(ENGLISH, OLD), "1");
        shards.adopt(Map.of(ENGLISH, schema("", "format", "topic")));
        put(ENGLISH, EntryId.fresh(), "2");
        shards.promote();
        shards.rebuild();
        restart();
        assertThat(shards.find(ENGLISH)).isNull();
    }

    @Test
    void oldIndexServesUntilAllRecordsAreRendered() throws IOException {
        build(Map.of(ENGLISH, OLD), "1");
        UUID first = EntryId.fresh();
        UUID second = EntryId.fresh();
        shards.adopt(Map.of(ENGLISH, NEW));
        put(ENGLISH, first, "2");
        put(ENGLISH, second, "1");
        shards.promote();
        assertThat(serving(ENGLISH).schema()).isEqualTo(OLD);
        assertThat(serving(ENGLISH).isComplete()).isTrue();
        assertThat(shards.waiting()).isOne();
        assertThat(shards.promoteWaiting()).isFalse();

        put(ENGLISH, second, "2");
        assertThat(shards.promoteWaiting()).isTrue();
        assertThat(serving(ENGLISH).schema()).isEqualTo(NEW);
        assertThat(serving(ENGLISH).size()).isEqualTo(2);
        assertThat(shards.waiting()).isZero();
    }

    @Test
    void incompleteIndexServesIfThereIsNoOther() throws IOException {
        UUID id = EntryId.fresh();
        shards.adopt(Map.of(ENGLISH, NEW));
        put(ENGLISH, id, "1");
        shards.promote();
        assertThat(serving(ENGLISH).isComplete()).isFalse();
        shards.commit(shards.durable(), POSITION);
        restart();
        shards.adopt(Map.of(ENGLISH, NEW));
        assertThat(serving(ENGLISH).isComplete()).isFalse();

        put(ENGLISH, id, "2");
        assertThat(shards.promoteWaiting()).isTrue();
        assertThat(serving(ENGLISH).isComplete()).isTrue();
    }

    @Test
    void completenessIsRecheckedWhenAModelReturns() throws IOException {
        UUID id = EntryId.fresh();
        build(Map.of(ENGLISH, OLD), "1");
        shards.adopt(Map.of(ENGLISH, NEW));
        put(ENGLISH, id, "2");
        shards.adopt(Map.of(ENGLISH, OLD));
        assertThat(serving(ENGLISH).schema()).isEqualTo(OLD);
        assertThat(serving(ENGLISH).isComplete()).isFalse();
        put(ENGLISH, id, "1");
        assertThat(shards.promoteWaiting()).isTrue();
        assertThat(serving(ENGLISH).isComplete()).isTrue();
    }
}
