package dev.headrace.edge;

import java.time.Clock;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The edge's process: settings from the environment, one {@link Edge}, and graceful shutdown on SIGTERM. */
public final class Main {

    private Main() {}

    /** @param args unused */
    public static void main(String[] args) {
        LogLines.install();
        Logger log = LoggerFactory.getLogger(Main.class);
        // Netty's io_uring transport brings no gain here and is not permitted everywhere.
        System.setProperty("io.lettuce.core.iouring", "false");
        try {
            Environment environment = new Environment(System.getenv());
            Settings settings = Settings.from(environment);
            environment.unknown().forEach(log::warn);
            if (settings.interactions().receiptKeys().getFirst().equals(Settings.NO_RECEIPT_KEY)) {
                log.warn(
                        "HEADRACE_EDGE_RECEIPT_KEYS is empty: the ids of writes with an Idempotency-Key can be computed"
                                + " by others");
            }
            Edge edge = new Edge(settings, Clock.systemUTC());
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(edge::close));
        } catch (RuntimeException e) {
            log.error("The edge cannot start: {}", reasons(e));
            System.exit(1);
        }
    }

    /** The messages of all causes, outermost first. */
    private static String reasons(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).map(Throwable::getMessage)
                .filter(Objects::nonNull).distinct().collect(Collectors.joining(": "));
    }
}
