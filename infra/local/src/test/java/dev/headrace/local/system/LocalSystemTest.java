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

class LocalSystemTest {

    private final List<String> events = Collections.synchronizedList(new ArrayList<>());
    private final FakeServer database = new FakeServer("database", events);
    private final FakeServer core = new FakeServer("core", events);
    private final FakeServer edge = new FakeServer("edge", events);

    @Test
    void startsInOrderAndStopsTheOtherWayRound() {
        LocalSystem system = new LocalSystem(List.of(List.of(database), List.of(core), List.of(edge)));

        system.start((server, took) -> events.add(server + " is ready"));
        system.stop((server, took) -> events.add(server + " is gone"));

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
    void startsNothingOnceItIsStopped() {
        LocalSystem system = new LocalSystem(List.of(List.of(database)));
        system.stop((server, took) -> {});

        assertThatThrownBy(() -> system.start(database)).isInstanceOf(ServiceException.class);
        assertThat(database.isRunning()).isFalse();
    }

    @Test
    void isWatchedSoThatAServerThatEndsIsStartedAgain() throws InterruptedException {
        LocalSystem system = new LocalSystem(List.of(List.of(database), List.of(core)));
        StringWriter out = new StringWriter();
        system.start((server, took) -> {});
        Thread watch = Thread.ofPlatform().start(new Watch(system, new PrintWriter(out, true))::run);

        core.kill();
        Eventually.holds("the core runs again", core::isRunning);
        system.stop((server, took) -> {});
        watch.join();

        assertThat(out.toString().lines()).containsExactly("core ended; starting it again in 1 s", "core runs again");
        assertThat(events).containsExactly("start database", "start core", "start core", "stop core", "stop database");
    }
}
