package dev.headrace.services;

import dev.headrace.services.ChildProcess.StopSignal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * ElasticMQ, an SQS-compatible server, in its own JVM with its own class path.
 *
 * <p>Queues and messages are stored in an H2 file that is written on every call, so a killed process loses nothing.
 *
 * <p>ElasticMQ does not support authentication. It listens on a random loopback address, and a gate in the same JVM passes
 * requests with the right {@link QueueCredentials} on to it. So no web page in the user's browser can reach it, but other
 * users of the machine can look up where it listens, and then read, add and delete messages. Use it only on machines whose
 * users trust each other.
 */
public final class QueueServer extends ChildServer {

    private static final String NAME = "ElasticMQ";
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final String REGION = "us-east-1";

    private final Installation installation;
    private final DataFolder folder;

    public QueueServer(Installation installation, DataFolder folder, int port) {
        super(NAME, folder, port, StopSignal.TERM);
        this.installation = installation;
        this.folder = folder;
    }

    @Override
    public void start() {
        Ports.requireFree(port());
        QueueCredentials.of(folder.path());
        String host = Ports.randomLoopback();
        int hidden = Ports.lasting();
        Path libraries = libraries(installation);
        Path configuration = folder.resolve("elasticmq.conf");
        try {
            Files.writeString(configuration, configuration(host, hidden, "./messages"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ProcessBuilder java = Environments.program(List.of(Executables.java(), "-Xmx256m", "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError", "-Dconfig.file=" + configuration, "-cp",
                libraries + "/*", "dev.headrace.queue.Main", Integer.toString(port()), host, Integer.toString(hidden),
                QueueCredentials.file(folder.path()).toAbsolutePath().toString()));
        // Relative path, because the JDBC URL would misread some characters of an absolute one.
        run(java.directory(folder.subfolder("elasticmq").toFile()), this::replies, START_TIMEOUT);
    }

    private static Path libraries(Installation installation) {
        Path libraries = installation.elasticMqLibraries();
        if (!Files.isDirectory(libraries)) {
            throw new ServiceException("ElasticMQ was not found in " + libraries + "; build it with: mvn package");
        }
        return libraries;
    }

    /**
     * The version that would run on this machine.
     *
     * @throws ServiceException if it cannot run
     */
    public static String version(Installation installation) {
        return "ElasticMQ in " + libraries(installation);
    }

    /**
     * ElasticMQ's configuration (HOCON).
     *
     * @param host the address to listen on
     * @param messages path of the database file, absolute or relative to the working directory
     */
    public static String configuration(String host, int port, String messages) {
        return """
                include classpath("application.conf")

                # Queue URLs use the host name from the client's request.
                node-address.host = "*"
                rest-sqs {
                  bind-hostname = "%s"
                  bind-port = %d
                }
                aws.region = "%s"
                messages-storage {
                  enabled = true
                  uri = "jdbc:h2:%s;WRITE_DELAY=0"
                }
                """.formatted(host, port, REGION, messages);
    }

    /** One that replies with an error has lost its storage, which a restart opens again. */
    @Override
    protected boolean replies() throws IOException, InterruptedException {
        return answers(credentials(), port());
    }

    /** Whether the server with this data folder and port executes commands. */
    public static boolean answers(Path folder, int port) throws IOException, InterruptedException {
        return answers(QueueCredentials.read(folder), port);
    }

    private static boolean answers(QueueCredentials credentials, int port) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest health = HttpRequest.newBuilder(endpoint(port).resolve("/?Action=ListQueues"))
                    .header("Authorization", credentials.authorization()).timeout(Duration.ofSeconds(5)).build();
            return client.send(health, BodyHandlers.discarding()).statusCode() == 200;
        }
    }

    public URI endpoint() {
        return endpoint(port());
    }

    private static URI endpoint(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** What clients sign their requests with. */
    public QueueCredentials credentials() {
        return QueueCredentials.of(folder.path());
    }

    public String region() {
        return REGION;
    }
}
