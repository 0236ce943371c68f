package dev.headrace.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/**
 * Sends requests at a fixed rate and measures each from its intended send time, so that a stalling server cannot hide
 * latency by slowing down the generator.
 */
final class OpenLoop {

    private OpenLoop() {}

    /** Median and 99th percentile latencies in milliseconds. */
    record Latencies(double median, double p99) {}

    static Latencies measure(Subject subject, Path requests, int connections, int perSecond, Duration time)
            throws Exception {
        List<byte[]> bytes = Files.readAllLines(requests).stream().map(Connection::request).toList();
        long interval = Duration.ofSeconds(1).toNanos() * connections / perSecond;
        long start = System.nanoTime();
        List<long[]> parts = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<long[]>> results = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                long first = start + interval * i / connections;
                results.add(threads.submit(() -> run(subject, bytes, first, interval, time)));
            }
            for (Future<long[]> result : results) {
                parts.add(result.get());
            }
        }
        long[] nanos = parts.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        return new Latencies(nanos[nanos.length / 2] / 1e6, nanos[(int) (nanos.length * 0.99)] / 1e6);
    }

    private static long[] run(Subject subject, List<byte[]> requests, long first, long interval, Duration time)
            throws Exception {
        LongStream.Builder latencies = LongStream.builder();
        try (Connection connection = new Connection(subject.port())) {
            for (long intended = first; intended - first < time.toNanos(); intended += interval) {
                for (long wait = intended - System.nanoTime(); wait > 0; wait = intended - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
                byte[] request = requests.get(ThreadLocalRandom.current().nextInt(requests.size()));
                int status = connection.exchange(request);
                if (status >= 400) {
                    throw new IllegalStateException(subject.name() + " responds with " + status);
                }
                latencies.add(System.nanoTime() - intended);
            }
        }
        return latencies.build().toArray();
    }
}
