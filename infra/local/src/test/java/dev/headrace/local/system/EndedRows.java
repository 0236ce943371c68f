package dev.headrace.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.local.system.PublishedRows.Row;
import dev.headrace.local.system.RedisFrames.Frame;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the edge must have instead of documents that were unpublished, and for former slugs, according to PostgreSQL.
 * Reimplements the rules of endings.
 */
final class EndedRows {

    private static final int MAX_HOPS = 5;

    private final PublishedRows published;
    private final Map<String, Map<String, Ending>> endings = new TreeMap<>();

    /** How a variant ended; both are null if it is gone. */
    private record Ending(@Nullable String toEntry, @Nullable String toAddress) {}

    private EndedRows(PublishedRows published) {
        this.published = published;
    }

    static EndedRows read(PublishedRows published, Connection database) throws SQLException {
        EndedRows read = new EndedRows(published);
        try (Statement statement = database.createStatement()) {
            ResultSet rows = statement.executeQuery("select * from ending");
            while (rows.next()) {
                read.endings.computeIfAbsent(rows.getString("entry_id"), _ -> new TreeMap<>())
                        .put(rows.getString("locale"),
                                new Ending(rows.getString("to_entry"), rows.getString("to_address")));
            }
        }
        return read;
    }

    /** Kind and body of the frames of documents, by {@code entry:locale}. */
    Map<String, String> frames() {
        Map<String, String> frames = new TreeMap<>();
        for (String locale : published.locales()) {
            endings.keySet().forEach(entry -> {
                Ending ending = ending(entry, locale);
                if (published.source(entry, locale) == null && ending != null) {
                    frames.put(entry + ":" + locale, follow(ending, entry, locale));
                }
            });
        }
        return frames;
    }

    private @Nullable Ending ending(String entry, String locale) {
        Map<String, Ending> ended = endings.getOrDefault(entry, Map.of());
        return Objects.requireNonNull(published.model().chains().get(locale)).stream().map(ended::get)
                .filter(Objects::nonNull).findFirst().orElse(null);
    }

    private String follow(Ending first, String entry, String locale) {
        Set<String> seen = new HashSet<>();
        String at = entry;
        Ending ending = first;
        while (ending != null && seen.size() < MAX_HOPS && seen.add(at)) {
            if (ending.toAddress != null) {
                return "R" + ending.toAddress;
            }
            if (ending.toEntry == null) {
                return "G";
            }
            Row target = published.source(ending.toEntry, locale);
            if (target != null) {
                return "M" + destination(target, locale);
            }
            at = ending.toEntry;
            ending = ending(at, locale);
        }
        return "G";
    }

    private String destination(Row document, String locale) {
        String slug = document.slug();
        boolean owned = slug != null && document.entry()
                .equals(published.slugs().get(document.type().name() + ":" + locale + ":" + slug));
        return document.type().name() + ":" + document.entry() + (owned ? " " + slug : "");
    }

    /** Checks the frames of slugs that no document owns, by {@code type:locale:slug}. */
    void checkFormerSlugs(Map<String, Frame> slugs) {
        Map<String, String> ended = frames();
        slugs.forEach((key, frame) -> {
            String locale = List.of(key.split(":", -1)).get(1);
            if (frame.kind() == 'M') {
                String entry = frame.body().split("[ :]", -1)[1];
                Row document = published.source(entry, locale);
                assertThat(document).as("%s leads to %s", key, frame.body()).isNotNull();
                assertThat(frame.body()).as(key).isEqualTo(destination(Objects.requireNonNull(document), locale));
            } else {
                assertThat(ended).as("%s points to an entry that ended", key).containsKey(frame.body() + ":" + locale);
            }
        });
    }
}
