package dev.headrace.admin.publishing;

import dev.headrace.admin.content.References;
import dev.headrace.admin.publishing.Projections.Claim;
import dev.headrace.admin.publishing.Publications.Publication;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Types;
import dev.headrace.model.Frame;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.Target;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Renders marked documents from one snapshot of the database, so that a version always means one and the same state. */
@Service
class RenderDocuments {

    private final Types types;
    private final Publications publications;
    private final DocumentRenderer renderer;
    private final JdbcClient jdbc;

    RenderDocuments(Types types, Publications publications, DocumentRenderer renderer, JdbcClient jdbc) {
        this.types = types;
        this.publications = publications;
        this.renderer = renderer;
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public List<RenderedDocument> render(List<Claim> claims) {
        Map<UUID, Long> wanted = wantedVersions(claims);
        Map<String, ContentType> allTypes = types.all();
        Map<UUID, Publication> present = publications.find(claims.stream().map(Claim::id).toList());
        Map<UUID, Publication> others = others(present, allTypes);
        return claims.stream().map(claim -> {
            long version = wanted.getOrDefault(claim.id(), claim.wanted());
            Publication publication = present.get(claim.id());
            ContentType type = allTypes.get(claim.type());
            return publication == null || type == null
                    ? gone(claim, version, type)
                    : document(claim, version, publication, type, allTypes, others);
        }).toList();
    }

    /** The snapshot's versions: a mark set since the claim is answered with this rendering already. */
    private Map<UUID, Long> wantedVersions(List<Claim> claims) {
        Map<UUID, Long> wanted = new HashMap<>();
        jdbc.sql("select entry_id, wanted from projection where entry_id = any (:ids)")
                .param("ids", claims.stream().map(Claim::id).toArray(UUID[]::new)).query(row -> {
                    wanted.put(row.getObject("entry_id", UUID.class), row.getLong("wanted"));
                });
        return wanted;
    }

    private Map<UUID, Publication> others(Map<UUID, Publication> present, Map<String, ContentType> allTypes) {
        Set<UUID> ids = new HashSet<>();
        for (Publication publication : present.values()) {
            ContentType type = allTypes.get(publication.type());
            if (type != null) {
                ids.addAll(References.ids(type, publication.fields()));
            }
        }
        return publications.find(ids);
    }

    private RenderedDocument document(Claim claim, long version, Publication publication, ContentType type,
            Map<String, ContentType> allTypes, Map<UUID, Publication> others) {
        Map<String, Frame> frames = new HashMap<>();
        type.renderedViews().forEach((name, view) -> frames.put(name,
                Frame.document(version, renderer.render(publication, view, allTypes, others))));
        String slug = type.slugField().map(field -> publication.fields().path(field.name()).asString(null))
                .orElse(null);
        return new RenderedDocument(target(claim), version, frames, slug, claim.slugAtEdge(),
                ListPlaces.of(publication, type));
    }

    private RenderedDocument gone(Claim claim, long version, @Nullable ContentType type) {
        Frame tombstone = Frame.tombstone(version);
        Map<String, Frame> frames = new HashMap<>();
        Set<String> views = type == null ? Set.of(PublishedModel.FULL) : type.renderedViews().keySet();
        views.forEach(view -> frames.put(view, tombstone));
        return new RenderedDocument(target(claim), version, frames, null, claim.slugAtEdge(), List.of());
    }

    private static Target target(Claim claim) {
        return new Target(claim.type(), claim.id().toString());
    }
}
