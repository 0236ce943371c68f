package dev.headrace.admin.projection;

import dev.headrace.admin.publishing.DocumentKey;
import dev.headrace.admin.publishing.Ending;
import dev.headrace.admin.publishing.Publications.Publication;
import dev.headrace.admin.publishing.Staging;
import dev.headrace.admin.publishing.Withdrawal;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.IncludeTree;
import dev.headrace.admin.schema.Model;
import dev.headrace.admin.schema.Values;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads the publications of documents and of their embedded documents, with two queries per level of references. */
@Component
class ReadPublished {

    // Limits of a batch; DocumentRenderer limits single documents.
    private static final long MAX_CHARACTERS = 32_000_000;
    private static final int MAX_STEPS = 100_000;
    private static final int FETCH_SIZE = 50;

    private static final String PRESENCES = "select entry_id, locale, type_id from publication where entry_id = any (:ids)";
    private static final String PUBLICATIONS = """
            select entry_id, locale, type_id, version, fields::text as fields, slug, first_published_at, published_at,
                withdrawn_at, withdrawn_notice
            from publication where (entry_id, locale) in (select * from unnest(:ids::uuid[], :locales::text[]))""";

    private static final String STAGED = """
            select exists (select from projection where overlay = :overlay and entry_id = any (:ids))""";

    private static final String SCHEDULED = """
            select entry_id, locale, min(due_at) as at
            from (select entry_id, locale, due_at from scheduled_change
                  where entry_id = any (:ids) and state = 'pending'
                  union all
                  select item.entry_id, item.locale, release.due_at
                  from release_item item join release on release.id = item.release_id
                  where item.entry_id = any (:ids) and release.due_at is not null) as planned
            group by entry_id, locale""";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ReadPublished(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** A document whose references are followed, with the include paths that start at it. */
    private record Step(DocumentKey document, IncludeTree include) {}

    /**
     * Reads the publications that documents are rendered from, in the caller's transaction.
     *
     * @param staged notes whether some of the entries belong to it; null for none
     * @throws TooLargeException if they exceed the limits of a batch
     */
    PublishedEntries read(Model model, Collection<DocumentKey> documents, Staging.@Nullable Current staged) {
        return new Reading(model).read(documents, staged);
    }

    /** Reads the locales in which the entries of documents are published, without the publications. */
    PublishedEntries presences(Model model, Collection<DocumentKey> documents) {
        return new Reading(model).presences(documents);
    }

    /** The state of one call. */
    private final class Reading {

        private final PublishedEntries published;
        private final Map<String, IncludeTree> includes = new HashMap<>();
        private final Set<UUID> known = new HashSet<>();
        private long characters;
        private int steps;

        Reading(Model model) {
            published = new PublishedEntries(model);
        }

        PublishedEntries read(Collection<DocumentKey> documents, Staging.@Nullable Current staged) {
            presences(documents);
            Set<Step> level = new LinkedHashSet<>();
            documents.forEach(document -> published.type(document.entryId(), document.locale())
                    .ifPresent(type -> level.add(new Step(document, includes(type)))));
            follow(level);
            readEndings(documents);
            readSchedule();
            if (staged != null) {
                readStaged(staged);
            }
            return published;
        }

        PublishedEntries presences(Collection<DocumentKey> documents) {
            readPresences(documents.stream().map(DocumentKey::entryId).collect(Collectors.toSet()));
            return published;
        }

        private IncludeTree includes(ContentType type) {
            return includes.computeIfAbsent(type.id(), _ -> IncludeTree.merged(type.views().values()));
        }

        private void follow(Set<Step> first) {
            Set<Step> level = first;
            while (!level.isEmpty()) {
                steps += level.size();
                if (steps > MAX_STEPS) {
                    throw new TooLargeException("The documents embed more than " + MAX_STEPS + " documents.");
                }
                readPublications(level);
                level = next(level);
            }
        }

        /** The documents embedded at the next level. Include paths are finite, so there is a last level. */
        private Set<Step> next(Set<Step> level) {
            Set<UUID> targets = new HashSet<>();
            Set<Step> embedded = new LinkedHashSet<>();
            for (Step step : level) {
                String locale = step.document.locale();
                published.publication(step.document.entryId(), locale).ifPresent(publication -> {
                    FindReferences references = new FindReferences(step.include, targets,
                            (target, include) -> embedded.add(new Step(new DocumentKey(target, locale), include)));
                    published.type(step.document.entryId())
                            .ifPresent(type -> Values.visit(type, publication.fields(), references));
                });
            }
            readPresences(targets);
            embedded.removeIf(
                    step -> published.type(step.document.entryId(), step.document.locale()).isEmpty());
            return embedded;
        }

        private void readPresences(Set<UUID> entries) {
            UUID[] unknown = entries.stream().filter(known::add).toArray(UUID[]::new);
            if (unknown.length > 0) {
                jdbc.sql(PRESENCES).param("ids", unknown).query(row -> {
                    published.add(row.getObject("entry_id", UUID.class), row.getString("type_id"),
                            row.getString("locale"));
                });
            }
        }

        /** How documents ended that are not published, with what replaces them. */
        private void readEndings(Collection<DocumentKey> documents) {
            Set<UUID> read = new HashSet<>();
            Set<UUID> level = documents.stream()
                    .filter(document -> published.type(document.entryId(), document.locale()).isEmpty())
                    .map(DocumentKey::entryId).collect(Collectors.toSet());
            for (int hops = 0; hops < EndingFrames.MAX_HOPS && !level.isEmpty(); hops++) {
                read.addAll(level);
                Set<UUID> targets = readEndings(level);
                readPresences(targets);
                readSlugs(targets);
                targets.removeAll(read);
                level = targets;
            }
        }

        /** The entries that replace others. */
        private Set<UUID> readEndings(Set<UUID> entries) {
            Set<UUID> targets = new HashSet<>();
            jdbc.sql("select entry_id, locale, kind, to_entry, to_address from ending where entry_id = any (:ids)")
                    .param("ids", entries.toArray(UUID[]::new)).query(row -> {
                        Ending ending = Ending.of(row.getString("kind"), row.getObject("to_entry", UUID.class),
                                row.getString("to_address"));
                        published.addEnding(DocumentKey.of(row), ending);
                        Optional.ofNullable(ending.entry()).ifPresent(targets::add);
                    });
            return targets;
        }

        private void readSlugs(Set<UUID> entries) {
            if (!entries.isEmpty()) {
                jdbc.sql(
                        "select entry_id, locale, slug from projection where entry_id = any (:ids) and slug is not null")
                        .param("ids", entries.toArray(UUID[]::new)).query(row -> {
                            published.addSlug(DocumentKey.of(row), row.getString("slug"));
                        });
            }
        }

        private void readStaged(Staging.Current staged) {
            if (jdbc.sql(STAGED).param("overlay", staged.overlay()).param("ids", known.toArray(UUID[]::new))
                    .query(Boolean.class).single()) {
                published.addStaged();
            }
        }

        private void readSchedule() {
            jdbc.sql(SCHEDULED).param("ids", known.toArray(UUID[]::new)).query(row -> {
                published.addScheduled(DocumentKey.of(row), row.getTimestamp("at").toInstant());
            });
        }

        private void readPublications(Set<Step> level) {
            List<DocumentKey> sources = level.stream().map(Step::document)
                    .map(document -> published.source(document.entryId(), document.locale()))
                    .flatMap(Optional::stream).filter(source -> !published.has(source)).distinct().toList();
            if (!sources.isEmpty()) {
                DocumentKey.bind(jdbc.sql(PUBLICATIONS).withFetchSize(FETCH_SIZE), sources).query(row -> {
                    published.add(publication(row));
                });
            }
        }

        private Publication publication(ResultSet row) throws SQLException {
            String fields = row.getString("fields");
            characters += fields.length();
            if (characters > MAX_CHARACTERS) {
                throw new TooLargeException("The embedded documents exceed " + MAX_CHARACTERS + " characters.");
            }
            return new Publication(DocumentKey.of(row),
                    row.getString("type_id"), row.getInt("version"), (ObjectNode) json.readTree(fields),
                    row.getString("slug"), row.getTimestamp("first_published_at").toInstant(),
                    row.getTimestamp("published_at").toInstant(), Withdrawal.of(row));
        }
    }
}
