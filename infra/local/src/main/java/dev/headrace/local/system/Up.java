package dev.headrace.local.system;

import dev.headrace.local.core.CoreClient;
import dev.headrace.local.core.LocalCore;
import dev.headrace.local.data.LocalData;
import dev.headrace.local.site.SampleSite;
import dev.headrace.local.system.EdgeReader.Article;
import dev.headrace.local.token.UserTokens;
import dev.headrace.services.DataFolder;
import dev.headrace.services.Installation;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code up}: runs the system in the foreground until the process is stopped. */
public final class Up {

    private final Installation installation;
    private final LocalData data;
    private final boolean empty;
    private final PrintWriter out;

    /** @param empty whether to start a new system without the demo */
    public Up(Installation installation, LocalData data, boolean empty, PrintWriter out) {
        this.installation = installation;
        this.data = data;
        this.empty = empty;
        this.out = out;
    }

    /**
     * Starts and supervises all servers. SIGTERM, SIGINT and SIGHUP stop them in order and exit with 0.
     *
     * @param environment settings of both tiers; may define the first administrator
     */
    public void run(int corePort, int edgePort, Map<String, String> environment) {
        // Locked until the process exits, so that no other process starts while this one is stopping.
        DataFolder folder = DataFolder.claim(data.folder(), orphan -> out
                .println("Stopping " + orphan + ", which a start that was killed left running"));
        SystemPorts ports = SystemPorts.choose(data, corePort, edgePort);
        SettingNames.unknown(environment.keySet(),
                List.of(SettingNames.ofCore(installation), SettingNames.ofEdge(installation)))
                .forEach(line -> out.println("Warning: " + line));
        UnsignedMessages.warning(data, environment, dataOption()).ifPresent(out::println);
        FirstAdministrator administrator = FirstAdministrator.of(data, environment);
        Path userTokenKeys = new UserTokens(data, Clock.systemUTC()).publish();
        Assembly assembly = new Assembly(installation, folder, ports, environment);
        LocalSystem system = assembly.system(administrator, userTokenKeys);
        assembly.replaced().forEach(name -> out.println("Warning: " + name + " is ignored: up decides it"
                + (name.endsWith("_PORT") ? " (options: --core-port, --edge-port)." : ".")));

        Thread stopping = new Thread(() -> stopAndExit(system), "stop");
        Runtime.getRuntime().addShutdownHook(stopping);
        try {
            start(system, ports, administrator);
            new Watch(system, out, Clock.system(ZoneId.systemDefault())).run();
        } catch (RuntimeException e) {
            if (!system.isStopping()) {
                Runtime.getRuntime().removeShutdownHook(stopping);
                system.stop((server, stopped, took) -> {});
                throw e;
            }
        }
    }

    private void start(LocalSystem system, SystemPorts ports, FirstAdministrator administrator) {
        out.println("Data folder: " + data.folder());
        system.start((server, took) -> print(server, "ready", took));
        try (EdgeReader edge = new EdgeReader(ports.edge())) {
            if (!data.isSetUp() && !empty) {
                loadDemo(edge);
            }
            Optional<Article> newest = edge.newestArticle();
            // It shows articles, and has no use without them.
            Optional<SampleSite> site = newest.map(_ -> sampleSite(ports));
            new Welcome(ports, administrator, dataOption(), site.map(SampleSite::url)).print(newest, out);
        }
        data.rememberSetUp();
        FirstAdministrator.forgetPassword(data);
        out.println("ready");
    }

    /** Runs until the process ends. */
    private SampleSite sampleSite(SystemPorts ports) {
        UserTokens tokens = new UserTokens(data, Clock.systemUTC());
        return new SampleSite(installation.home().resolve("infra/local/site"), "http://localhost:" + ports.edge(),
                () -> tokens.issue("reader"));
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
        boolean isDefault = data.folder().equals(LocalData.defaultOf(installation).folder());
        return isDefault ? "" : " --data " + data.folder();
    }

    private void stopAndExit(LocalSystem system) {
        out.println("Stopping");
        system.stop((server, stopped, took) -> print(server, stopped ? "stopped" : "killed", took));
        // Otherwise the JVM would exit with the signal's number.
        Runtime.getRuntime().halt(0);
    }
}
