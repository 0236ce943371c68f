package dev.headrace.edge.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.edge.follow.Change;
import dev.headrace.edge.follow.Position;
import dev.headrace.edge.http.ProblemException;
import dev.headrace.model.DocumentChange;
import dev.headrace.model.EntryId;
import dev.headrace.model.Target;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecentChangesTest {

    private final RecentChanges recent = new RecentChanges(3);

    private static Position position(long number) {
        return new Position("one", number + "-0", number);
    }

    private static List<ChangeEvent> events(long from, long to) {
        return LongStream.rangeClosed(from, to).mapToObj(number -> ChangeEvent.of(new Change(position(number),
                new DocumentChange(new Target("article", EntryId.fresh().toString()), "en")), null)).toList();
    }

    private Optional<List<Long>> after(long number, int max) {
        return recent.after(number, max)
                .map(found -> found.stream().map(event -> event.change().position().number()).toList());
    }

    @Test
    void thereIsNoPositionBeforeTheEdgeFollowsChanges() {
        assertThatThrownBy(recent::head).isInstanceOf(ProblemException.class);
        assertThat(after(0, 1)).isEmpty();
        assertThat(recent.covers(0)).isFalse();
    }

    @Test
    void hasTheLatestChangesUpToItsCapacity() {
        recent.skipTo(position(10));
        recent.add(events(11, 12));
        assertThat(after(10, 10)).contains(List.of(11L, 12L));
        recent.add(events(13, 14));
        assertThat(recent.head()).isEqualTo(position(14));
        assertThat(after(10, 10)).as("the first one is lost").isEmpty();
        assertThat(after(11, 10)).contains(List.of(12L, 13L, 14L));
        assertThat(after(11, 2)).contains(List.of(12L, 13L));
        assertThat(after(14, 10)).contains(List.of());
        assertThat(after(15, 10)).as("in the future").isEmpty();
    }

    @Test
    void changesThatAreDeliveredAgainAreIgnored() {
        recent.skipTo(position(10));
        recent.add(events(11, 12));
        recent.add(events(11, 13));
        assertThat(after(10, 10)).contains(List.of(11L, 12L, 13L));
    }

    @Test
    void skippedChangesAreNotCovered() {
        recent.skipTo(position(10));
        recent.add(events(11, 12));
        recent.skipTo(position(12));
        assertThat(recent.covers(10)).as("nothing was skipped").isTrue();
        recent.skipTo(position(20));
        assertThat(recent.covers(12)).isFalse();
        assertThat(after(20, 10)).contains(List.of());
        recent.add(events(21, 21));
        assertThat(after(20, 10)).contains(List.of(21L));
    }

    @Test
    void resynchronizationsAreCountedEvenAtTheSamePosition() {
        recent.skipTo(position(10));
        recent.resynchronize(position(10));
        assertThat(recent.resynchronizations()).isOne();
        assertThat(recent.head()).isEqualTo(position(10));
    }
}
