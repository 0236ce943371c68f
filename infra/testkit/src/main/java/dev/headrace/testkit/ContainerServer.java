package dev.headrace.testkit;

import com.github.dockerjava.api.DockerClient;
import dev.headrace.services.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.List;
import java.util.function.BiConsumer;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.utility.DockerImageName;

/**
 * A server in a container. It listens on the same port that is published, so its address survives restarts and also
 * works with the host's network ({@code HEADRACE_TEST_DOCKER_NETWORK=host}).
 */
final class ContainerServer implements TestServer {

    private static final int STOP_SECONDS = 20;
    private static final int MAX_OUTPUT_CHARACTERS = 2_000;

    private final String image;
    private final int port;
    private final GenericContainer<?> container;

    /** @param setup configures the container to listen on the port */
    ContainerServer(String image, BiConsumer<GenericContainer<?>, Integer> setup) {
        this.image = image;
        this.port = Ports.free();
        this.container = new GenericContainer<>(DockerImageName.parse(image)).waitingFor(new NoWait());
        setup.accept(container, port);
        if ("host".equals(System.getenv("HEADRACE_TEST_DOCKER_NETWORK"))) {
            container.withNetworkMode("host");
        } else {
            container.setPortBindings(List.of(portBinding(container.getHost(), port)));
        }
    }

    /** Set by {@code HEADRACE_TEST_BACKENDS}; by default, true if a Docker engine is available. */
    static boolean isEnabled() {
        return switch (System.getenv().getOrDefault("HEADRACE_TEST_BACKENDS", "")) {
            case "containers" -> true;
            case "embedded" -> false;
            case "" -> DockerClientFactory.instance().isDockerAvailable();
            case String other -> throw new IllegalArgumentException(
                    "HEADRACE_TEST_BACKENDS is " + other + "; use embedded or containers.");
        };
    }

    /** Port binding; a local engine publishes on the local address only. */
    static String portBinding(String engine, int port) {
        try {
            InetAddress address = InetAddress.getByName(engine);
            boolean local = NetworkInterface.getByInetAddress(address) != null;
            return (local ? address.getHostAddress() + ":" : "") + port + ":" + port;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String host() {
        return container.getHost();
    }

    int port() {
        return port;
    }

    @Override
    public void start() {
        if (container.getContainerId() != null) {
            docker().startContainerCmd(container.getContainerId()).exec();
        } else {
            container.start();
        }
    }

    @Override
    public void stop() {
        docker().stopContainerCmd(container.getContainerId()).withTimeout(STOP_SECONDS).exec();
    }

    @Override
    public void kill() {
        docker().killContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void discard() {
        container.stop();
    }

    @Override
    public String output() {
        String logs = container.getLogs();
        return logs.substring(Math.max(0, logs.length() - MAX_OUTPUT_CHARACTERS));
    }

    private DockerClient docker() {
        return container.getDockerClient();
    }

    @Override
    public String toString() {
        return "container of " + image + ", port " + port;
    }

    /** The backend waits for the server itself, after each start. */
    private static final class NoWait extends AbstractWaitStrategy {
        @Override
        protected void waitUntilReady() {}
    }
}
