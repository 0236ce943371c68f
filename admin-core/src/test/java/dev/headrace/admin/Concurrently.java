package dev.headrace.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Makes calls at the same time. */
public final class Concurrently {

    private Concurrently() {}

    /** Starts all calls at once and waits for them; the failure of one is thrown. */
    public static void call(Callable<?>... calls) throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(calls.length);
        try (ExecutorService threads = Executors.newFixedThreadPool(calls.length)) {
            List<Future<?>> results = new ArrayList<>();
            for (Callable<?> call : calls) {
                results.add(threads.submit(() -> {
                    barrier.await();
                    return call.call();
                }));
            }
            for (Future<?> result : results) {
                result.get();
            }
        }
    }
}
