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

/**
 * ElasticMQ, which speaks SQS, in a JVM and on a class path of its own.
 *
 * <p>Queues and messages are in an H2 file that is written with every call, so that a killed process loses nothing. It
 * asks nobody for credentials and cannot be told to: every user of the machine reaches it, and can read, add and delete
 * messages. It is for machines whose users trust each other.
 */
public final class QueueServer extends ChildServer {

    private static final String NAME = "ElasticMQ";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
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
        Path libraries = libraries(installation);
        Path configuration = folder.resolve("elasticmq.conf");
        try {
            Files.writeString(configuration, configuration("127.0.0.1", port(), "./messages"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ProcessBuilder java = new ProcessBuilder(Executables.java(), "-Xmx256m", "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError", "-Dconfig.file=" + configuration, "-cp",
                libraries + "/*",
                "org.elasticmq.server.Main");
        // The database's file is named relative to this folder: in its URL some characters mean something else.
        run(java.directory(folder.subfolder("elasticmq").toFile()), this::answers, PATIENCE);
    }

    private static Path libraries(Installation installation) {
        Path libraries = installation.elasticMqLibraries();
        if (!Files.isDirectory(libraries)) {
            throw new ServiceException("ElasticMQ is not in " + libraries + "; build it with: mvn package");
        }
        return libraries;
    }

    /**
     * What this machine would run.
     *
     * @throws ServiceException if it cannot
     */
    public static String version(Installation installation) {
        return "ElasticMQ in " + libraries(installation);
    }

    /**
     * ElasticMQ's configuration (HOCON).
     *
     * @param host the address that it listens on
     * @param messages its database file; relative to the working directory, or absolute
     */
    public static String configuration(String host, int port, String messages) {
        return """
                include classpath("application.conf")

                # Queue URLs repeat what the client called the server.
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

    private boolean answers() throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest health = HttpRequest.newBuilder(endpoint().resolve("/?Action=ListQueues"))
                    .timeout(Duration.ofSeconds(5)).build();
            return client.send(health, BodyHandlers.discarding()).statusCode() == 200;
        }
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port());
    }

    public String region() {
        return REGION;
    }
}
