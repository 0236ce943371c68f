package dev.headrace.testkit;

import dev.headrace.services.Installation;
import dev.headrace.services.QueueCredentials;
import dev.headrace.services.QueueServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import org.testcontainers.images.builder.Transferable;

/**
 * SQS for tests: new queues for each test class.
 *
 * <p>An external server must accept unsigned requests, as ElasticMQ does.
 */
public final class QueueBackend extends Backend {

    private static final String REGION = "us-east-1";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final URI endpoint;
    private final QueueCredentials credentials;

    private QueueBackend(TestServer server, URI endpoint, QueueCredentials credentials) {
        super("SQS", server);
        this.endpoint = endpoint;
        this.credentials = credentials;
        // Where the SDK looks first.
        System.setProperty("aws.accessKeyId", credentials.accessKeyId());
        System.setProperty("aws.secretAccessKey", credentials.secretAccessKey());
    }

    static QueueBackend external(String endpoint) {
        return new QueueBackend(new ExternalServer(endpoint), URI.create(endpoint), anyCredentials());
    }

    static QueueBackend container() {
        String image = System.getenv().getOrDefault("HEADRACE_TEST_SQS_IMAGE", "softwaremill/elasticmq-native");
        ContainerServer server = new ContainerServer(image, (container, port) -> container.withCopyToContainer(
                Transferable.of(QueueServer.configuration("0.0.0.0", port, "/tmp/messages")), "/opt/elasticmq.conf"));
        return new QueueBackend(server, URI.create("http://" + server.host() + ":" + server.port()), anyCredentials());
    }

    static QueueBackend embedded() {
        QueueServer server = new QueueServer(Installation.find(), EmbeddedServer.folder(), FreePorts.next());
        return new QueueBackend(new EmbeddedServer(server), server.endpoint(), server.credentials());
    }

    /** The SDK requires credentials, although the server ignores them. */
    private static QueueCredentials anyCredentials() {
        return new QueueCredentials(System.getenv().getOrDefault("AWS_ACCESS_KEY_ID", "test"),
                System.getenv().getOrDefault("AWS_SECRET_ACCESS_KEY", "test"));
    }

    /** The {@code Authorization} header of requests without the SDK. */
    public String authorization() {
        return credentials.authorization();
    }

    /** A new, empty queue; starts the server if a test stopped it. */
    public Queue freshQueue() {
        Queue queue = absentQueue();
        try {
            if (call("Action=CreateQueue&QueueName=" + queue.name()) != 200) {
                throw new IllegalStateException("cannot create a queue at " + this);
            }
            return queue;
        } catch (IOException e) {
            throw new IllegalStateException("cannot create a queue at " + this, e);
        }
    }

    /** A queue that does not exist yet, for code that creates it; starts the server if a test stopped it. */
    public Queue absentQueue() {
        start();
        return new Queue(endpoint, REGION, "headrace-test-" + UUID.randomUUID());
    }

    @Override
    boolean answers() throws IOException {
        return call("Action=ListQueues") == 200;
    }

    private int call(String form) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(endpoint).timeout(TIMEOUT).header("Authorization", authorization())
                .header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(form))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.discarding()).statusCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
