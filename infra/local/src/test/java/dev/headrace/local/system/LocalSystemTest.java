package dev.headrace.local.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.services.Server;
import dev.headrace.services.ServiceException;
import dev.headrace.testkit.Eventually;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LocalSystemTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-26T03:04:00Z"), ZoneOffset.UTC);

    private final List<String> events = Collections.synchronizedList(new ArrayList<>());
    private final FakeServer database = new FakeServer("database", events);
    private final FakeServer core = new FakeServer("core", events);
    private final FakeServer edge = new FakeServer("edge", events);

    @Test
    void startsInOrderAndStopsInReverse() {
        LocalSystem system = new LocalSystem(List.of(List.of(database), List.of(core), List.of(edge)));

        system.start((server, took) -> events.add(server + " is ready"));
        system.stop((server, stopped, took) -> events.add(server + (stopped ? " is stopped" : " is killed")));

        assertThat(events).containsExactly("start database", "database is ready", "start core", "core is ready",
                "start edge", "edge is ready", "stop edge", "edge is stopped", "stop core", "core is stopped",
                "stop database", "database is stopped");
    }

    @Test
    void reportsAFailedStartAndSkipsLaterStages() {
        LocalSystem system = new LocalSystem(List.of(List.of(database), List.of(core.broken()), List.of(edge)));

        assertThatThrownBy(() -> system.start((server, took) -> {})).isInstanceOf(ServiceException.class)
                .hasMessage("core failed to start.");
        assertThat(edge.isRunning()).isFalse();
    }

    @Test
    @Timeout(60)
    void failedStartAbortsTheOthersOfItsStage() {
        core.broken();
        for (List<Server> stage : List.of(List.<Server>of(core, edge), List.<Server>of(edge, core))) {
            edge.hanging();
            LocalSystem system = new LocalSystem(List.of(stage));
            assertThatThrownBy(() -> system.start((server, took) -> {})).isInstanceOf(ServiceException.class)
                    .hasMessage("core failed to start.");
        }
    }

    @Test
    void startsNoServerAfterStop() {
        LocalSystem system = new LocalSystem(List.of(List.of(database)));
        system.stop((server, stopped, took) -> {});

        assertThatThrownBy(() -> system.start(database)).isInstanceOf(ServiceException.class);
        assertThat(database.isRunning()).isFalse();
    }

    @Test
    void reportsKilledServers() {
        LocalSystem system = new LocalSystem(List.of(List.of(database.stubborn()), List.of(core)));
        system.start((server, took) -> {});

        system.stop((server, stopped, took) -> events.add(server + " " + stopped));

        assertThat(events).containsSubsequence("core true", "database false");
    }

    @Test
    @Timeout(60)
    void stopsAServerDuringStartup() throws InterruptedException {
        LocalSystem system = new LocalSystem(List.of(List.of(database), List.of(core.hanging()), List.of(edge)));
        Thread start = Thread.ofPlatform().start(() -> {
            try {
                system.start((server, took) -> {});
            } catch (ServiceException e) {
                events.add(e.getMessage());
            }
        });
        core.awaitStarting();

        system.stop((server, stopped, took) -> {});
        start.join();

        assertThat(events).contains("core exited during startup.").doesNotContain("start edge");
        assertThat(List.of(database.isRunning(), core.isRunning())).containsOnly(false);
    }

    @Test
    void hangingRestartDoesNotDelayOthers() throws InterruptedException {
        LocalSystem system = new LocalSystem(List.of(List.of(core, edge)));
        system.start((server, took) -> {});
        Thread watch = Thread.ofPlatform().start(new Watch(system, new PrintWriter(new StringWriter()), CLOCK)::run);

        core.hanging().kill();
        Eventually.holds("the core is being restarted",
                () -> events.stream().filter("start core"::equals).count() == 2);
        edge.kill();
        Eventually.holds("the edge is restarted", edge::isRunning);
        system.stop((server, stopped, took) -> {});
        watch.join();

        assertThat(core.isRunning()).isFalse();
    }

    @Test
    void watchRotatesLogs() throws InterruptedException {
        LocalSystem system = new LocalSystem(List.of(List.of(core)));
        system.start((server, took) -> {});
        Thread watch = Thread.ofPlatform().start(new Watch(system, new PrintWriter(new StringWriter()), CLOCK)::run);

        Eventually.holds("the log was rotated more than once", () -> core.logRotations() > 1);
        system.stop((server, stopped, took) -> {});
        watch.join();
    }

    @Test
    void watchRestartsAServerThatExits() throws InterruptedException {
        LocalSystem system = new LocalSystem(List.of(List.of(database), List.of(core)));
        StringWriter out = new StringWriter();
        system.start((server, took) -> {});
        Thread watch = Thread.ofPlatform().start(new Watch(system, new PrintWriter(out, true), CLOCK)::run);

        core.kill();
        Eventually.holds("the core is restarted", core::isRunning);
        system.stop((server, stopped, took) -> {});
        watch.join();

        assertThat(out.toString().lines()).containsExactly(
                "2026-11-26 03:04:00 core exited; restarting in 1 s", "2026-11-26 03:04:00 core restarted");
        assertThat(events).containsExactly("start database", "start core", "kill core", "start core", "stop core",
                "stop database");
    }

    @Test
    void watchRestartsAServerThatDoesNotAnswer() throws InterruptedException {
        LocalSystem system = new LocalSystem(List.of(List.of(database), List.of(core)));
        StringWriter out = new StringWriter();
        system.start((server, took) -> {});
        Watch watch = new Watch(system, new PrintWriter(out, true), CLOCK, Duration.ofMillis(1));
        Thread watching = Thread.ofPlatform().start(watch::run);

        core.hung();
        Eventually.holds("the core is restarted", () -> out.toString().contains("restarted"));
        system.stop((server, stopped, took) -> {});
        watching.join();

        assertThat(out.toString().lines()).containsExactly("2026-11-26 03:04:00 core does not answer; killing it",
                "2026-11-26 03:04:00 core exited; restarting in 1 s", "2026-11-26 03:04:00 core restarted");
        assertThat(events).containsExactly("start database", "start core", "kill core", "start core", "stop core",
                "stop database");
    }
}
