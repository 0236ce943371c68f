package dev.headrace.admin.publishing;

import dev.headrace.admin.content.References;
import dev.headrace.admin.publishing.Projections.Claim;
import dev.headrace.admin.publishing.Projections.Mark;
import dev.headrace.admin.publishing.Publications.Publication;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Types;
import dev.headrace.model.Frame;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Renders marked documents from one snapshot of the database, and so with the version that belongs to what it finds. */
@Service
class RenderDocuments {

    // As PostgreSQL keeps them, often compressed to a half or a third. They are rendered once for each view.
    private static final long MOST_STORED_BYTES = 1_000_000;

    private final Types types;
    private final Publications publications;
    private final Projections projections;
    private final DocumentRenderer renderer;

    RenderDocuments(Types types, Publications publications, Projections projections, DocumentRenderer renderer) {
        this.types = types;
        this.publications = publications;
        this.projections = projections;
        this.renderer = renderer;
    }

    /** Splits claims into what can be rendered and written at once; a document alone may be larger than that. */
    List<List<Claim>> portions(List<Claim> claims) {
        Map<UUID, Long> sizes = publications.sizes(claims.stream().map(Claim::id).toList());
        List<List<Claim>> portions = new ArrayList<>();
        long size = 0;
        for (Claim claim : claims) {
            long own = sizes.getOrDefault(claim.id(), 0L);
            if (portions.isEmpty() || size + own > MOST_STORED_BYTES) {
                portions.add(new ArrayList<>());
                size = 0;
            }
            portions.getLast().add(claim);
            size += own;
        }
        return portions;
    }

    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public List<RenderedDocument> render(List<Claim> claims) {
        List<UUID> ids = claims.stream().map(Claim::id).toList();
        // The snapshot's versions: a mark set since the claim is answered with this rendering already.
        Map<UUID, Mark> marks = projections.marks(ids);
        Map<String, ContentType> allTypes = types.all();
        Map<UUID, Publication> present = publications.find(ids);
        Map<UUID, Publication> others = others(present, allTypes);
        return claims.stream().map(claim -> {
            Mark mark = marks.getOrDefault(claim.id(), new Mark(claim.wanted(), Set.of(), Map.of()));
            Publication publication = present.get(claim.id());
            ContentType type = allTypes.get(claim.type());
            return publication == null || type == null
                    ? gone(claim, mark, type)
                    : document(claim, mark, publication, type, allTypes, others);
        }).toList();
    }

    /** What documents point at; with fields only where a view embeds them. */
    private Map<UUID, Publication> others(Map<UUID, Publication> present, Map<String, ContentType> allTypes) {
        Set<UUID> named = new HashSet<>();
        Set<UUID> embedded = new HashSet<>();
        for (Publication publication : present.values()) {
            ContentType type = allTypes.get(publication.type());
            if (type != null) {
                named.addAll(References.ids(type, publication.fields()));
                type.renderedViews().values().stream().flatMap(view -> view.include().stream())
                        .forEach(field -> embedded.addAll(References.ids(publication.fields().path(field))));
            }
        }
        Map<UUID, Publication> others = publications.findWithoutFields(named);
        others.putAll(publications.find(embedded));
        return others;
    }

    private RenderedDocument document(Claim claim, Mark mark, Publication publication, ContentType type,
            Map<String, ContentType> allTypes, Map<UUID, Publication> others) {
        Map<String, Frame> frames = tombstones(mark, mark.views());
        type.renderedViews().forEach((name, view) -> frames.put(name,
                Frame.document(mark.wanted(), renderer.render(publication, view, allTypes, others))));
        String slug = type.slugField().map(field -> publication.fields().path(field.name()).asString(null))
                .orElse(null);
        return new RenderedDocument(target(claim), mark.wanted(), frames,
                !mark.views().containsAll(frames.keySet()), slug, mark.givenUpSlugs(),
                ListPlaces.of(publication, type));
    }

    private RenderedDocument gone(Claim claim, Mark mark, @Nullable ContentType type) {
        Set<String> views = new HashSet<>(mark.views());
        views.addAll(type == null ? Set.of(PublishedModel.FULL) : type.renderedViews().keySet());
        return new RenderedDocument(target(claim), mark.wanted(), tombstones(mark, views), false, null,
                mark.givenUpSlugs(),
                List.of());
    }

    private Map<String, Frame> tombstones(Mark mark, Set<String> views) {
        Frame tombstone = Frame.tombstone(mark.wanted());
        Map<String, Frame> frames = new HashMap<>();
        views.forEach(view -> frames.put(view, tombstone));
        return frames;
    }

    private static Target target(Claim claim) {
        return new Target(claim.type(), claim.id().toString());
    }
}
