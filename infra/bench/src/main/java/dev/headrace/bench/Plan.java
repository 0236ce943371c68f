package dev.headrace.bench;

import java.time.Duration;

/**
 * Durations of a benchmark.
 *
 * @param warmUp warm-up of each server, for its JIT compiler
 * @param rounds each measures all servers once, so that a short disturbance does not affect only one of them
 */
record Plan(Duration warmUp, Duration run, int rounds) {

    static Plan fromEnvironment() {
        return new Plan(seconds("BENCH_WARM_UP_SECONDS", 20), seconds("BENCH_RUN_SECONDS", 5),
                (int) seconds("BENCH_ROUNDS", 5).toSeconds());
    }

    private static Duration seconds(String name, int defaultValue) {
        return Duration.ofSeconds(Long.parseLong(System.getenv().getOrDefault(name, String.valueOf(defaultValue))));
    }
}
