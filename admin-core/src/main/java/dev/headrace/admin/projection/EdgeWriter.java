package dev.headrace.admin.projection;

import static dev.headrace.admin.redis.RedisStore.await;

import dev.headrace.admin.redis.RedisStore;
import dev.headrace.admin.publishing.DocumentKey;
import dev.headrace.model.Announcement;
import dev.headrace.model.DescriptionWrite;
import dev.headrace.model.DocumentChange;
import dev.headrace.model.DocumentWrite;
import dev.headrace.model.Frame;
import dev.headrace.model.ModelWrite;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.RedisKeys;
import dev.headrace.model.SlugWrite;
import dev.headrace.model.StreamPosition;
import io.lettuce.core.RedisException;
import io.lettuce.core.ScriptOutputType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.springframework.stereotype.Component;

/**
 * Writes rendered documents to Redis: frames with the index record and the entry's presence, then slugs, then the
 * announcement, so that a reader of the announcement finds the complete change. No step overwrites newer data.
 */
@Component
class EdgeWriter {

    private final RedisStore store;

    EdgeWriter(RedisStore store) {
        this.store = store;
    }

    /**
     * Writes documents.
     *
     * @param documents at least one
     * @throws RedisException if Redis does not accept all writes; partial writes are harmless
     */
    Result write(List<RenderedDocument> documents) {
        Map<DocumentKey, Long> superseded = putDocuments(documents);
        await(documents.stream().flatMap(document -> putSlugs(document).stream()).toList());
        StreamPosition announced = announce(documents.stream()
                .map(document -> new DocumentChange(document.target(), document.key().locale())).toList());
        return new Result(announced, superseded);
    }

    /**
     * The result of a write.
     *
     * @param announced the position of the last announcement in {@link RedisKeys#CHANGES}
     * @param superseded the versions of the documents for which Redis has a newer one
     */
    record Result(StreamPosition announced, Map<DocumentKey, Long> superseded) {}

    private Map<DocumentKey, Long> putDocuments(List<RenderedDocument> documents) {
        List<CompletionStage<byte[]>> answers = documents.stream().map(this::putDocument).toList();
        Map<DocumentKey, Long> superseded = new HashMap<>();
        for (int i = 0; i < documents.size(); i++) {
            if (isNewer(await(answers.get(i)))) {
                superseded.put(documents.get(i).key(), documents.get(i).version());
            }
        }
        return superseded;
    }

    /**
     * Writes the model for the edges.
     *
     * @return false if Redis has a newer one, which is kept
     */
    boolean write(PublishedModel model) {
        return put(model, false);
    }

    /** Writes the model for the edges, even over a newer version. */
    void replace(PublishedModel model) {
        put(model, true);
    }

    /** Writes the description of the edge's API, unless Redis has that of a newer model. */
    void write(DescriptionWrite description) {
        var _ = await(store.<Long>run(description.call(), ScriptOutputType.INTEGER));
    }

    /** Writes the description of the edge's API, even over that of a newer model. */
    void replace(DescriptionWrite description) {
        var _ = await(store.commands().set(RedisKeys.DESCRIPTION, description.frame().encode()));
    }

    private boolean put(PublishedModel model, boolean always) {
        return !isNewer(await(store.run(new ModelWrite(model, always).call(), ScriptOutputType.VALUE)));
    }

    private static boolean isNewer(byte[] answer) {
        return new String(answer, StandardCharsets.US_ASCII).equals(DocumentWrite.NEWER);
    }

    private CompletionStage<byte[]> putDocument(RenderedDocument document) {
        return store.run(new DocumentWrite(document.target(), document.key().locale(), document.version(),
                document.frames(), document.index(), document.presence()).call(), ScriptOutputType.VALUE);
    }

    private List<CompletionStage<Long>> putSlugs(RenderedDocument document) {
        List<CompletionStage<Long>> stages = new ArrayList<>();
        slugs(document).forEach(slug -> stages.add(store.run(slug.call(), ScriptOutputType.INTEGER)));
        return stages;
    }

    /** In the order in which they are written: the current slug before those that lead to it. */
    static List<SlugWrite> slugs(RenderedDocument document) {
        List<SlugWrite> slugs = new ArrayList<>();
        String current = document.slug();
        if (current != null) {
            slugs.add(slug(document, current, Frame.pointer(document.version(), document.target().id())));
        }
        document.formerSlugs().forEach((former, frame) -> slugs.add(slug(document, former, frame)));
        return slugs;
    }

    private static SlugWrite slug(RenderedDocument document, String slug, Frame frame) {
        return new SlugWrite(document.target().type(), document.key().locale(), slug, frame);
    }

    /** Announces to the edges that documents were written or removed; returns the position of the last announcement. */
    StreamPosition announce(List<DocumentChange> changes) {
        CompletionStage<byte[]> entry = store.run(new Announcement(changes).call(), ScriptOutputType.VALUE);
        return StreamPosition.parse(new String(await(entry), StandardCharsets.US_ASCII));
    }
}
