package dev.headrace.local.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.services.ServiceException;
import dev.headrace.testkit.Eventually;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LocalSystemTest {

    private final List<String> events = Collections.synchronizedList(new ArrayList<>());
    private final FakeServer database = new FakeServer("database", events);
    private final FakeServer core = new FakeServer("core", events);
    private final FakeServer edge = new FakeServer("edge", events);

    @Test
    void startsInOrderAndStopsTheOtherWayRound() {
        LocalSystem system = new LocalSystem(List.of(List.of(database), List.of(core), List.of(edge)));

        system.start((server, took) -> events.add(server + " is ready"));
        system.stop((server, heeded, took) -> events.add(server + (heeded ? " is gone" : " is killed")));

        assertThat(events).containsExactly("start database", "database is ready", "start core", "core is ready",
                "start edge", "edge is ready", "stop edge", "edge is gone", "stop core", "core is gone",
                "stop database", "database is gone");
    }

    @Test
    void saysWhichServerDoesNotStartAndLeavesTheLaterOnesAlone() {
        LocalSystem system = new LocalSystem(List.of(List.of(database), List.of(core.broken()), List.of(edge)));

        assertThatThrownBy(() -> system.start((server, took) -> {})).isInstanceOf(ServiceException.class)
                .hasMessage("core does not start.");
        assertThat(edge.isRunning()).isFalse();
    }

    @Test
    @Timeout(60)
    void waitsForNoServerOfAStageOfWhichAnotherDoesNotStart() {
        LocalSystem system = new LocalSystem(List.of(List.of(core.broken(), edge.mute())));

        assertThatThrownBy(() -> system.start((server, took) -> {})).isInstanceOf(ServiceException.class)
                .hasMessage("core does not start.");
    }

    @Test
    void startsNothingOnceItIsStopped() {
        LocalSystem system = new LocalSystem(List.of(List.of(database)));
        system.stop((server, heeded, took) -> {});

        assertThatThrownBy(() -> system.start(database)).isInstanceOf(ServiceException.class);
        assertThat(database.isRunning()).isFalse();
    }

    @Test
    void saysWhichServerHadToBeKilled() {
        LocalSystem system = new LocalSystem(List.of(List.of(database.stubborn()), List.of(core)));
        system.start((server, took) -> {});

        system.stop((server, heeded, took) -> events.add(server + " " + heeded));

        assertThat(events).containsSubsequence("core true", "database false");
    }

    @Test
    @Timeout(60)
    void stopsAlsoAServerThatIsJustBeingStarted() throws InterruptedException {
        LocalSystem system = new LocalSystem(List.of(List.of(database), List.of(core.mute()), List.of(edge)));
        Thread start = Thread.ofPlatform().start(() -> {
            try {
                system.start((server, took) -> {});
            } catch (ServiceException e) {
                events.add(e.getMessage());
            }
        });
        core.awaitStarting();

        system.stop((server, heeded, took) -> {});
        start.join();

        assertThat(events).contains("core ended while it started.").doesNotContain("start edge");
        assertThat(List.of(database.isRunning(), core.isRunning())).containsOnly(false);
    }

    @Test
    void isWatchedSoThatAServerThatDoesNotComeUpKeepsNoOtherDown() throws InterruptedException {
        LocalSystem system = new LocalSystem(List.of(List.of(core, edge)));
        system.start((server, took) -> {});
        Thread watch = Thread.ofPlatform().start(new Watch(system, new PrintWriter(new StringWriter()))::run);

        core.mute().kill();
        Eventually.holds("the core is being started again",
                () -> events.stream().filter("start core"::equals).count() == 2);
        edge.kill();
        Eventually.holds("the edge runs again", edge::isRunning);
        system.stop((server, heeded, took) -> {});
        watch.join();

        assertThat(core.isRunning()).isFalse();
    }

    @Test
    void isWatchedSoThatLogsStayWithinBounds() throws InterruptedException {
        LocalSystem system = new LocalSystem(List.of(List.of(core)));
        system.start((server, took) -> {});
        Thread watch = Thread.ofPlatform().start(new Watch(system, new PrintWriter(new StringWriter()))::run);

        Eventually.holds("the log was looked at more than once", () -> core.logBounds() > 1);
        system.stop((server, heeded, took) -> {});
        watch.join();
    }

    @Test
    void isWatchedSoThatAServerThatEndsIsStartedAgain() throws InterruptedException {
        LocalSystem system = new LocalSystem(List.of(List.of(database), List.of(core)));
        StringWriter out = new StringWriter();
        system.start((server, took) -> {});
        Thread watch = Thread.ofPlatform().start(new Watch(system, new PrintWriter(out, true))::run);

        core.kill();
        Eventually.holds("the core runs again", core::isRunning);
        system.stop((server, heeded, took) -> {});
        watch.join();

        assertThat(out.toString().lines()).containsExactly("core ended; starting it again in 1 s", "core runs again");
        assertThat(events).containsExactly("start database", "start core", "start core", "stop core", "stop database");
    }
}
