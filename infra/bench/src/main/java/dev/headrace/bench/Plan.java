package dev.headrace.bench;

import java.time.Duration;

/**
 * How long things are measured.
 *
 * @param warmUp before the first run of each server: its JIT compiler must have done its work
 * @param rounds in each, all servers are measured once, so that a moment's disturbance does not hit one of them only
 */
record Plan(Duration warmUp, Duration run, int rounds) {

    static Plan fromEnvironment() {
        return new Plan(seconds("BENCH_WARM_UP_SECONDS", 20), seconds("BENCH_RUN_SECONDS", 5),
                (int) seconds("BENCH_ROUNDS", 5).toSeconds());
    }

    private static Duration seconds(String name, int otherwise) {
        return Duration.ofSeconds(Long.parseLong(System.getenv().getOrDefault(name, String.valueOf(otherwise))));
    }
}
