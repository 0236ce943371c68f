package dev.headrace.edge.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.edge.follow.Change;
import dev.headrace.edge.follow.Changes;
import dev.headrace.edge.follow.Position;
import dev.headrace.model.DocumentChange;
import dev.headrace.model.EntryId;
import dev.headrace.model.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    private static final DocumentChange ENGLISH = document("article", "en");
    private static final DocumentChange GERMAN = new DocumentChange(ENGLISH.target(), "de");
    private static final DocumentChange AUTHOR = document("author", "en");

    @TempDir
    private Path folder;
    private final Merges merges = new Merges();
    private Journal journal;

    private static DocumentChange document(String type, String locale) {
        return new DocumentChange(new Target(type, EntryId.fresh().toString()), locale);
    }

    @BeforeEach
    void open() {
        journal = new Journal(folder, merges, Duration.ofDays(7));
    }

    @AfterEach
    void close() throws IOException {
        journal.close();
        merges.close();
    }

    private static Position position(long number) {
        return new Position("one", 1_000 * number + "-1", number);
    }

    /** Consecutive changes. */
    private static Changes changes(long first, DocumentChange... documents) {
        List<Change> entries = Arrays.stream(documents).map(document -> new Change(
                position(first + Arrays.asList(documents).indexOf(document)), document)).toList();
        return new Changes(entries, position(first + documents.length - 1));
    }

    private void put(long first, DocumentChange... documents) throws IOException {
        journal.put(changes(first, documents));
        journal.refresh();
    }

    private Optional<List<DocumentChange>> after(long number, Set<String> types, @Nullable String locale, int limit)
            throws IOException {
        return journal.search(new JournalQuery(number, 1_000, types, locale, limit))
                .map(found -> found.stream().map(Change::document).toList());
    }

    private Optional<List<DocumentChange>> after(long number) throws IOException {
        return after(number, Set.of(), null, 100);
    }

    @Test
    void hasNothingBeforeItIsStarted() throws IOException {
        assertThat(journal.reaches(0)).isFalse();
        assertThat(after(0)).isEmpty();
        put(1, ENGLISH);
        journal.commit();
        assertThat(journal.size()).isZero();
    }

    @Test
    void beginsWithWhatTheStreamHas() throws IOException {
        journal.restart(changes(11, ENGLISH, AUTHOR));
        assertThat(after(9)).isEmpty();
        assertThat(after(10)).contains(List.of(ENGLISH, AUTHOR));
        assertThat(after(11)).contains(List.of(AUTHOR));
        assertThat(after(12)).contains(List.of());
    }

    @Test
    void aDocumentHasOnlyItsLatestChange() throws IOException {
        journal.restart(changes(1, ENGLISH, GERMAN, AUTHOR));
        put(4, ENGLISH);
        assertThat(after(0)).contains(List.of(GERMAN, AUTHOR, ENGLISH));
        assertThat(journal.search(new JournalQuery(0, 3, Set.of(), null, 100)).orElseThrow())
                .extracting(change -> change.position().number()).containsExactly(2L, 3L);
        assertThat(after(0, Set.of(), null, 2)).contains(List.of(GERMAN, AUTHOR));
        assertThat(after(0, Set.of("article"), null, 100)).contains(List.of(GERMAN, ENGLISH));
        assertThat(after(0, Set.of("article"), "en", 100)).contains(List.of(ENGLISH));
        assertThat(journal.size()).isEqualTo(3);
    }

    @Test
    void findsPositionsOfTheStream() throws IOException {
        journal.restart(changes(1, ENGLISH, GERMAN, AUTHOR));
        put(4, GERMAN);
        assertThat(journal.newestUpTo(4)).contains(position(4));
        assertThat(journal.newestUpTo(2)).contains(position(1));
        assertThat(journal.newestUpTo(0)).isEmpty();
        put(500_000, ENGLISH);
        assertThat(journal.newestUpTo(499_999)).contains(position(4));
        assertThat(journal.newestUpTo(Long.MAX_VALUE - 1)).contains(position(500_000));
    }

    @Test
    void forgetsOldChanges() throws IOException {
        journal.restart(changes(1, ENGLISH, GERMAN, AUTHOR));
        journal.trim(2_500);
        journal.refresh();
        assertThat(journal.reaches(1)).isFalse();
        assertThat(after(2)).contains(List.of(AUTHOR));
        assertThat(journal.size()).isOne();
        journal.trim(2_500);
        assertThat(journal.reaches(2)).isTrue();
    }

    @Test
    void continuesWithWhatWasCommitted() throws IOException {
        journal.restart(changes(11, ENGLISH, AUTHOR));
        journal.commit();
        journal.close();
        open();
        journal.restore(position(12));
        assertThat(after(9)).isEmpty();
        assertThat(after(10)).contains(List.of(ENGLISH, AUTHOR));
        put(13, GERMAN);
        assertThat(after(11)).contains(List.of(AUTHOR, GERMAN));
    }

    @Test
    void beginsAtThePositionIfNothingOfItsEpochWasCommitted() throws IOException {
        journal.restore(position(12));
        assertThat(journal.reaches(11)).isFalse();
        assertThat(after(12)).contains(List.of());
        journal.commit();
        journal.close();
        open();
        journal.restore(new Position("two", "1-1", 5));
        assertThat(journal.reaches(4)).isFalse();
        assertThat(journal.reaches(5)).isTrue();
    }

    @Test
    void beginsAfterTheLastDeliveredChangeWhenItIsRepaired() throws IOException {
        journal.restart(changes(1, ENGLISH));
        put(2, AUTHOR);
        journal.abandon();
        assertThat(after(1)).isEmpty();
        put(3, GERMAN);
        journal.repair();
        assertThat(journal.reaches(2)).isFalse();
        assertThat(after(3)).contains(List.of());
        put(4, ENGLISH);
        assertThat(after(3)).contains(List.of(ENGLISH));
    }
}
