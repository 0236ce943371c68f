package dev.headrace.bench;

import java.util.List;
import java.util.Map;

/** Runs the named benchmarks, or all. */
public final class Bench {

    /** A benchmark. */
    interface Scenario {
        void run(Setup setup, Plan plan) throws Exception;
    }

    private static final Map<String, Scenario> SCENARIOS = Map.of("hot", new HotDocument(), "reaction", new Reaction(),
            "lists", new ListPages(), "search", new SearchPages());

    private Bench() {}

    public static void main(String[] names) throws Exception {
        List<String> chosen = names.length == 0 ? List.of("hot", "reaction", "lists", "search") : List.of(names);
        if (!SCENARIOS.keySet().containsAll(chosen)) {
            System.err.println("Unknown benchmark; known: hot, reaction, lists, search");
            System.exit(2);
        }
        Plan plan = Plan.fromEnvironment();
        for (String name : chosen) {
            try (Setup setup = new Setup()) {
                Scenario scenario = SCENARIOS.get(name);
                if (scenario != null) {
                    scenario.run(setup, plan);
                }
            }
        }
    }
}
