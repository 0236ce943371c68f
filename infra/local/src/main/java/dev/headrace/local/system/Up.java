package dev.headrace.local.system;

import dev.headrace.local.core.CoreClient;
import dev.headrace.local.core.LocalCore;
import dev.headrace.local.data.LocalData;
import dev.headrace.local.token.UserTokens;
import dev.headrace.services.DataFolder;
import dev.headrace.services.Installation;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** {@code up}: runs the system in the foreground until the process is told to end. */
public final class Up {

    private final Installation installation;
    private final LocalData data;
    private final boolean empty;
    private final PrintWriter out;

    /** @param empty whether a new system is left without the demo */
    public Up(Installation installation, LocalData data, boolean empty, PrintWriter out) {
        this.installation = installation;
        this.data = data;
        this.empty = empty;
        this.out = out;
    }

    /**
     * Starts everything and watches it. SIGTERM, SIGINT and SIGHUP stop everything in order and end the process with 0.
     *
     * @param environment may name the first administrator
     */
    public void run(int corePort, int edgePort, Map<String, String> environment) {
        // Claimed until the process ends, so that nobody else starts while this one stops.
        DataFolder folder = DataFolder.claim(data.folder());
        SystemPorts ports = SystemPorts.choose(data, corePort, edgePort);
        FirstAdministrator administrator = FirstAdministrator.of(data, environment);
        Path userTokenKeys = new UserTokens(data, Clock.systemUTC()).publish();
        LocalSystem system = new Assembly(installation, folder, ports).system(administrator, userTokenKeys);

        Thread stopping = new Thread(() -> stopAndEnd(system), "stop");
        Runtime.getRuntime().addShutdownHook(stopping);
        try {
            start(system, ports, administrator);
            new Watch(system, out).run();
        } catch (RuntimeException e) {
            if (!system.isStopping()) {
                Runtime.getRuntime().removeShutdownHook(stopping);
                system.stop((server, heeded, took) -> {});
                throw e;
            }
        }
    }

    private void start(LocalSystem system, SystemPorts ports, FirstAdministrator administrator) {
        out.println("Headrace keeps its data in " + data.folder());
        system.start((server, took) -> print(server, "ready", took));
        try (EdgeReader edge = new EdgeReader(ports.edge())) {
            if (!data.isSetUp() && !empty) {
                loadDemo(edge);
            }
            new Welcome(ports, administrator, dataOption()).print(edge.newestArticle(), out);
        }
        data.rememberSetUp();
        FirstAdministrator.forgetPassword(data);
        out.println("ready");
    }

    private void loadDemo(EdgeReader edge) {
        long begin = System.nanoTime();
        Path demo = installation.home().resolve("infra/local/demo");
        data.rememberImport(Demo.SOURCE, demo);
        try (CoreClient core = LocalCore.client(installation, data)) {
            edge.awaitArticles(new Demo(demo, core).load());
        }
        print("the demo", "ready", Duration.ofNanos(System.nanoTime() - begin));
    }

    private void print(String what, String state, Duration took) {
        out.printf("  %-12s %s after %4.1f s%n", what, state, took.toMillis() / 1000.0);
    }

    private String dataOption() {
        boolean usual = data.folder().equals(LocalData.usual(installation).folder());
        return usual ? "" : " --data " + data.folder();
    }

    private void stopAndEnd(LocalSystem system) {
        out.println("Stopping");
        system.stop((server, heeded, took) -> print(server, heeded ? "stopped" : "killed", took));
        // The JVM would end with the signal's number, though all went as it should.
        Runtime.getRuntime().halt(0);
    }
}
