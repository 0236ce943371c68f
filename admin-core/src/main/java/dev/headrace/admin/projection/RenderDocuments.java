package dev.headrace.admin.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headrace.admin.projection.Claims.Claim;
import dev.headrace.admin.projection.Claims.Mark;
import dev.headrace.admin.projection.DocumentRenderer.Rendered;
import dev.headrace.admin.publishing.DocumentKey;
import dev.headrace.admin.publishing.Publications.Publication;
import dev.headrace.admin.publishing.Staging;
import dev.headrace.admin.publishing.Staging.State;
import dev.headrace.admin.publishing.Staging.Current;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Model;
import dev.headrace.admin.schema.Types;
import dev.headrace.model.Frame;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.Target;
import java.util.ArrayList;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Renders marked documents from one snapshot of the database, with the versions of the marks in that snapshot. */
@Service
class RenderDocuments {

    // As stored in PostgreSQL, often compressed to a half or a third; each view is rendered from them.
    private static final long MAX_STORED_BYTES = 1_000_000;

    private final Types types;
    private final Claims claims;
    private final Staging staging;
    private final ReadPublished readPublished;
    private final DocumentRenderer renderer;

    RenderDocuments(Types types, Claims claims, Staging staging, ReadPublished readPublished,
            DocumentRenderer renderer) {
        this.types = types;
        this.claims = claims;
        this.staging = staging;
        this.readPublished = readPublished;
        this.renderer = renderer;
    }

    /** Splits claims into portions of a size that can be rendered at once; a single document may be larger. */
    List<List<Claim>> portions(List<Claim> all) {
        Map<UUID, Long> sizes = claims.sizes(all.stream().map(claim -> claim.key().entryId()).distinct().toList());
        List<List<Claim>> portions = new ArrayList<>();
        long size = 0;
        for (Claim claim : all) {
            long own = sizes.getOrDefault(claim.key().entryId(), 0L);
            if (portions.isEmpty() || size + own > MAX_STORED_BYTES) {
                portions.add(new ArrayList<>());
                size = 0;
            }
            portions.getLast().add(claim);
            size += own;
        }
        return portions;
    }

    /** @throws TooLargeException if a document or the batch exceeds a limit */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Renderings render(List<Claim> claimed) {
        List<DocumentKey> keys = claimed.stream().map(Claim::key).toList();
        Map<DocumentKey, Mark> marks = claims.marks(keys);
        Model model = types.model();
        Current step = staging.current().orElse(null);
        Current withholding = step != null && step.withholds() ? step : null;
        PublishedEntries published = readPublished.read(model, keys, withholding);
        Renderings renderings = new Renderings(step, new ArrayList<>(), new ArrayList<>(), new ArrayList<>(),
                new ArrayList<>());
        claimed.stream().filter(claim -> marks.containsKey(claim.key())).forEach(claim -> {
            Mark mark = Optional.ofNullable(marks.get(claim.key())).orElseThrow();
            if (withholding == null || !isAffected(claim, mark, withholding, published)) {
                renderings.live().add(render(claim, mark, published));
            } else if (!withholding.overlay().equals(mark.overlay())) {
                renderings.affected().add(claim.key());
            } else if (withholding.state() == State.rendering) {
                RenderedDocument document = render(claim, mark, published);
                renderings.staged().add(document);
                if (mark.isUrgent() && published.type(claim.key().entryId(), claim.key().locale()).isEmpty()) {
                    // What somebody takes down must not wait for a release.
                    renderings.live().add(document);
                }
            } else {
                renderings.waiting().add(claim.key());
            }
        });
        return renderings;
    }

    /** Whether a document is staged, or would show what is. */
    private boolean isAffected(Claim claim, Mark mark, Current step, PublishedEntries published) {
        if (step.overlay().equals(mark.overlay())) {
            return true;
        }
        return published.containsStaged()
                && readPublished.read(published.model(), List.of(claim.key()), step).containsStaged();
    }

    /** The tombstones of a document that cannot be rendered; empty if it is no longer marked, or staged. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Optional<RenderedDocument> renderAsGone(Claim claim) {
        List<DocumentKey> key = List.of(claim.key());
        return Optional.ofNullable(claims.marks(key).get(claim.key()))
                .filter(mark -> staging.current().filter(step -> step.overlay().equals(mark.overlay())).isEmpty())
                .map(mark -> gone(claim, mark, readPublished.presences(types.model(), key)));
    }

    private RenderedDocument render(Claim claim, Mark mark, PublishedEntries published) {
        DocumentKey key = claim.key();
        Optional<ContentType> type = published.type(key.entryId(), key.locale());
        return type.isPresent()
                ? document(claim, mark, type.get(),
                        published.publication(key.entryId(), key.locale()).orElseThrow(), published)
                : ended(claim, mark, published);
    }

    private RenderedDocument document(Claim claim, Mark mark, ContentType type, Publication publication,
            PublishedEntries published) {
        String locale = claim.key().locale();
        Map<String, Frame> frames = tombstones(mark, mark.views());
        type.renderedViews().forEach((name, view) -> {
            Rendered rendered = renderer.render(publication, type, view, locale, published);
            frames.put(name, Frame.document(mark.wanted(), rendered.nextChange().orElse(null), rendered.json()));
        });
        Instant nextChange = published.nextChange(claim.key().entryId(), locale).orElse(null);
        return new RenderedDocument(claim.key(), target(claim), mark.wanted(), frames,
                !mark.views().containsAll(frames.keySet()),
                IndexRecords.of(publication, type, locale, published), presence(claim, mark, published), mark.slug(),
                formerSlugs(mark, Frame.moved(mark.wanted(), nextChange, target(claim), mark.slug())));
    }

    /** Its slugs lead to it, unless it is a tombstone. */
    private static RenderedDocument ended(Claim claim, Mark mark, PublishedEntries published) {
        Frame frame = EndingFrames.of(claim.key().entryId(), claim.key().locale(), mark.wanted(), published);
        if (frame.kind() == Frame.Kind.TOMBSTONE) {
            return gone(claim, mark, published);
        }
        Set<String> views = views(claim, mark, published);
        Map<String, Frame> frames = new HashMap<>();
        views.forEach(view -> frames.put(view, frame));
        return new RenderedDocument(claim.key(), target(claim), mark.wanted(), frames,
                !mark.views().containsAll(views), null, presence(claim, mark, published), null,
                formerSlugs(mark, Frame.pointer(mark.wanted(), target(claim).id())));
    }

    private static RenderedDocument gone(Claim claim, Mark mark, PublishedEntries published) {
        return new RenderedDocument(claim.key(), target(claim), mark.wanted(),
                tombstones(mark, views(claim, mark, published)), false, null, presence(claim, mark, published), null,
                formerSlugs(mark, Frame.tombstone(mark.wanted())));
    }

    private static Set<String> views(Claim claim, Mark mark, PublishedEntries published) {
        Set<String> views = new HashSet<>(mark.views());
        views.add(PublishedModel.FULL);
        published.model().find(claim.type()).ifPresent(type -> views.addAll(type.renderedViews().keySet()));
        return views;
    }

    /** @param newest the frame of the newest ones; the others are removed */
    private static Map<String, Frame> formerSlugs(Mark mark, Frame newest) {
        Map<String, Frame> frames = new HashMap<>();
        mark.formerSlugs().forEach(slug -> frames.put(slug,
                frames.size() < Claims.MAX_FORMER_SLUGS ? newest : Frame.tombstone(mark.wanted())));
        return frames;
    }

    private static Frame presence(Claim claim, Mark mark, PublishedEntries published) {
        return published.type(claim.key().entryId()).isPresent()
                ? Frame.document(mark.presence(), claim.type().getBytes(UTF_8))
                : Frame.tombstone(mark.presence());
    }

    private static Map<String, Frame> tombstones(Mark mark, Set<String> views) {
        Frame tombstone = Frame.tombstone(mark.wanted());
        Map<String, Frame> frames = new HashMap<>();
        views.forEach(view -> frames.put(view, tombstone));
        return frames;
    }

    private static Target target(Claim claim) {
        return new Target(claim.type(), claim.key().entryId().toString());
    }
}
