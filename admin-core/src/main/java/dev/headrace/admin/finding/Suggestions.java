package dev.headrace.admin.finding;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Types;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Entries of several types to choose from while somebody types. */
@Component
public class Suggestions {

    private final LatestEntries latest;
    private final EntryRows rows;
    private final Types types;

    Suggestions(LatestEntries latest, EntryRows rows, Types types) {
        this.latest = latest;
        this.rows = rows;
        this.types = types;
    }

    /**
     * Entries of these types that match a search text in any locale: first those whose title or slug does, each group
     * with the most recently edited first. Without a text, the most recently edited entries. Each entry is listed in its
     * first locale.
     */
    public List<Suggestion> matching(Collection<ContentType> among, String text, int limit, Actor actor) {
        List<EntryRow> found = text.isBlank() ? latest.of(among, limit, actor) : found(among, text, limit, actor);
        List<EntryRow> shown = rows.inFirstLocale(found, actor);
        Map<UUID, List<EntryRow>> matches = text.isBlank() || !types.locales().several()
                ? Map.of()
                : latest.variants(found, query -> Match.ANYWHERE.search(query, text), actor);
        return shown.stream()
                .map(row -> new Suggestion(row, matchElsewhere(row, matches.getOrDefault(row.id(), List.of()))))
                .toList();
    }

    private List<EntryRow> found(Collection<ContentType> among, String text, int limit, Actor actor) {
        List<EntryRow> titled = latest.matching(among, query -> Match.TITLE.search(query, text), limit, actor);
        if (titled.size() == limit) {
            return titled;
        }
        Set<UUID> ids = titled.stream().map(EntryRow::id).collect(Collectors.toSet());
        Stream<EntryRow> others = latest
                .matching(among, query -> Match.ANYWHERE.search(query, text), limit + titled.size(), actor).stream()
                .filter(row -> !ids.contains(row.id()));
        return Stream.concat(titled.stream(), others).limit(limit).toList();
    }

    private static @Nullable EntryRow matchElsewhere(EntryRow shown, List<EntryRow> matches) {
        return matches.isEmpty() || matches.stream().anyMatch(match -> match.locale().equals(shown.locale()))
                ? null
                : matches.getFirst();
    }
}
