package dev.headrace.bench;

import java.util.List;
import java.util.Map;

/** Runs the benchmarks that are named, or all of them. */
public final class Bench {

    /** One thing that is measured. */
    interface Scenario {
        void run(Setup setup, Plan plan) throws Exception;
    }

    private static final Map<String, Scenario> SCENARIOS = Map.of("hot", new HotDocument(), "reaction", new Reaction(),
            "lists", new ListPages());

    private Bench() {}

    public static void main(String[] names) throws Exception {
        List<String> chosen = names.length == 0 ? List.of("hot", "reaction", "lists") : List.of(names);
        if (!SCENARIOS.keySet().containsAll(chosen)) {
            System.err.println("There are: hot, reaction, lists");
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
