package dev.headrace.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;

/** The built-in load generator: each connection sends its next request after the response to the previous one. */
final class ClosedLoop implements Load {

    @Override
    public double perSecond(Subject subject, Path requests, int connections, Duration time) throws Exception {
        List<byte[]> bytes = Files.readAllLines(requests).stream().map(Connection::request).toList();
        long start = System.nanoTime();
        long end = start + time.toNanos();
        long responses = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Long>> counts = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                counts.add(threads.submit(() -> run(subject, bytes, end)));
            }
            for (Future<Long> count : counts) {
                responses += count.get();
            }
        }
        return responses * 1e9 / (System.nanoTime() - start);
    }

    private static long run(Subject subject, List<byte[]> requests, long end) throws Exception {
        long responses = 0;
        try (Connection connection = new Connection(subject.port())) {
            while (System.nanoTime() - end < 0) {
                byte[] request = requests.get(ThreadLocalRandom.current().nextInt(requests.size()));
                int status = connection.exchange(request);
                if (status >= 400) {
                    throw new IllegalStateException(subject.name() + " responds with " + status);
                }
                responses++;
            }
        }
        return responses;
    }

    @Override
    public String toString() {
        return "built-in generator";
    }
}
