package dev.headrace.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headrace.edge.ContentFixture.Article;
import dev.headrace.model.Fold;
import dev.headrace.model.Frame;
import dev.headrace.model.Overlay;
import dev.headrace.model.OverlayChange;
import dev.headrace.model.Partition;
import dev.headrace.model.RedisKeys;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Writes an overlay of articles in English, as the core does when a release goes live. */
final class OverlayFixture {

    private static final List<String> VIEWS = List.of("full", "card");

    private final ContentFixture content;
    private final Overlay overlay;
    private final AtomicLong documents = new AtomicLong();

    OverlayFixture(ContentFixture content, String id) {
        this.content = content;
        this.overlay = new Overlay(id);
    }

    OverlayFixture put(Article article) {
        long version = content.nextVersion();
        content.run(overlay.put(article.target().partition(), Map.of(
                Overlay.record(article.target(), "en"),
                Frame.document(version, article.record("en", content.lists()).toJson().getBytes(UTF_8)),
                Overlay.document(article.target(), "en", "full"),
                Frame.document(version, article.json("full").getBytes(UTF_8)),
                Overlay.document(article.target(), "en", "card"),
                Frame.document(version, article.json("card").getBytes(UTF_8)),
                Overlay.presence(article.target()), Frame.document(version, "article".getBytes(UTF_8)))));
        content.run(overlay.put(Partition.ofSlug("article", "en", article.slug()),
                Map.of(Overlay.slug("article", "en", article.slug()), Frame.pointer(version, article.id()))));
        documents.incrementAndGet();
        return this;
    }

    OverlayFixture remove(Article article) {
        Frame tombstone = Frame.tombstone(content.nextVersion());
        content.run(overlay.put(article.target().partition(),
                Map.of(Overlay.record(article.target(), "en"), tombstone,
                        Overlay.document(article.target(), "en", "full"), tombstone,
                        Overlay.document(article.target(), "en", "card"), tombstone,
                        Overlay.presence(article.target()), tombstone)));
        content.run(overlay.put(Partition.ofSlug("article", "en", article.slug()),
                Map.of(Overlay.slug("article", "en", article.slug()), tombstone)));
        documents.incrementAndGet();
        return this;
    }

    /** Makes it active; returns the stream entry. */
    String begin() {
        content.redis().set(RedisKeys.OVERLAY, overlay.id().getBytes(UTF_8));
        return content.run(new OverlayChange(overlay, true, documents.get()).announce());
    }

    /** Makes it live, and keeps what was live in another overlay. */
    OverlayFixture fold(String before, Article... articles) {
        OverlayFixture kept = new OverlayFixture(content, before);
        for (Article article : articles) {
            content.run(Fold.document(overlay, kept.overlay, Duration.ofDays(1), article.target(), "en", VIEWS).call());
            content.run(
                    Fold.slug(overlay, kept.overlay, Duration.ofDays(1), "article", "en", article.slug()).call());
            kept.documents.incrementAndGet();
        }
        return kept;
    }

    String end() {
        content.redis().del(RedisKeys.OVERLAY);
        return content.run(new OverlayChange(overlay, false, 0).announce());
    }
}
