package dev.headrace.bench;

import dev.headrace.services.Ports;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A server that is measured. */
record Subject(String name, int port, Process process) implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    void awaitStart() throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!Ports.isTaken(port)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IOException(name + " does not start; see its log in infra/bench/target/data");
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().completeOnTimeout(process, PATIENCE.toSeconds(), TimeUnit.SECONDS).join().destroyForcibly();
    }
}
