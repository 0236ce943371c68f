package dev.headrace.admin.projection;

import dev.headrace.admin.publishing.DocumentKey;
import dev.headrace.admin.publishing.Ending;
import dev.headrace.admin.publishing.Publications.Publication;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Model;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The published data that the documents of a batch need. */
final class PublishedEntries {

    private final Model model;
    private final Map<String, ContentType> typesById = new HashMap<>();
    private final Map<String, List<String>> chains = new HashMap<>();
    private final Map<UUID, Presence> presences = new HashMap<>();
    private final Map<DocumentKey, Publication> publications = new HashMap<>();
    private final Map<DocumentKey, Instant> scheduled = new HashMap<>();
    private final Map<DocumentKey, Ending> endings = new HashMap<>();
    private final Map<DocumentKey, String> slugs = new HashMap<>();
    private boolean containsStaged;

    /** The locales in which an entry is published. */
    private record Presence(String typeId, Set<String> locales) {}

    PublishedEntries(Model model) {
        this.model = model;
        model.types().values().forEach(type -> typesById.put(type.id(), type));
    }

    Model model() {
        return model;
    }

    void add(UUID entry, String typeId, String locale) {
        presences.computeIfAbsent(entry, _ -> new Presence(typeId, new HashSet<>())).locales().add(locale);
    }

    void add(Publication publication) {
        publications.put(publication.key(), publication);
    }

    /** A variant will be published or unpublished next at this time. */
    void addScheduled(DocumentKey variant, Instant at) {
        scheduled.put(variant, at);
    }

    /** When the document of an entry will change next as scheduled, or will cease to exist. */
    Optional<Instant> nextChange(UUID entry, String locale) {
        return chain(locale).stream().map(source -> scheduled.get(new DocumentKey(entry, source)))
                .filter(Objects::nonNull).min(Comparator.naturalOrder());
    }

    /** A variant that was unpublished in another way than with "not found". */
    void addEnding(DocumentKey variant, Ending ending) {
        endings.put(variant, ending);
    }

    /** Some of the entries have staged documents. */
    void addStaged() {
        containsStaged = true;
    }

    boolean containsStaged() {
        return containsStaged;
    }

    /** The slug that a document owns. */
    void addSlug(DocumentKey document, String slug) {
        slugs.put(document, slug);
    }

    /** How the document of an entry that is not published ended: as the first one in the locale's chain did. */
    Optional<Ending> ending(UUID entry, String locale) {
        return chain(locale).stream().map(source -> endings.get(new DocumentKey(entry, source)))
                .filter(Objects::nonNull).findFirst();
    }

    Optional<String> slug(UUID entry, String locale) {
        return Optional.ofNullable(slugs.get(new DocumentKey(entry, locale)));
    }

    boolean has(DocumentKey publication) {
        return publications.containsKey(publication);
    }

    /** The type of an entry that is published in the locale or one of its fallbacks; empty if it is not. */
    Optional<ContentType> type(UUID entry, String locale) {
        return source(entry, locale).flatMap(_ -> type(entry));
    }

    /** The type of an entry that is published in any locale of the model. */
    Optional<ContentType> type(UUID entry) {
        Presence presence = presences.get(entry);
        return presence == null || presence.locales().stream().noneMatch(model.locales()::has)
                ? Optional.empty()
                : Optional.ofNullable(typesById.get(presence.typeId()));
    }

    /** The publication that a document is rendered from, which may not be loaded. */
    Optional<DocumentKey> source(UUID entry, String locale) {
        Presence presence = presences.get(entry);
        return presence == null
                ? Optional.empty()
                : chain(locale).stream().filter(presence.locales()::contains).findFirst()
                        .map(source -> new DocumentKey(entry, source));
    }

    /** The loaded publication that a document is rendered from. */
    Optional<Publication> publication(UUID entry, String locale) {
        return source(entry, locale).map(publications::get);
    }

    private List<String> chain(String locale) {
        return chains.computeIfAbsent(locale,
                served -> model.locales().has(served) ? model.locales().chain(served) : List.of());
    }
}
