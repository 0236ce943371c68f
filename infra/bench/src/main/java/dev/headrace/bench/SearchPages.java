package dev.headrace.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Searches of many documents: one to three words, some of them misspelt, with two facets. No query is sent twice. */
final class SearchPages implements Bench.Scenario {

    private static final int QUERIES = 200_000;
    private static final int CONNECTIONS = 16;
    private static final int PER_SECOND = 300;
    private static final double TYPOS = 0.2;

    @Override
    public void run(Setup setup, Plan plan) throws Exception {
        int count = Integer.parseInt(System.getenv().getOrDefault("BENCH_SEARCH_DOCUMENTS", "100000"));
        try (SearchedDocuments documents = new SearchedDocuments(setup.redisUrl())) {
            documents.write(count);
            System.out.printf("%nsearches of %,d documents of %d words%n", count, SearchedDocuments.BODY_WORDS);
            long start = System.nanoTime();
            Subject edge = setup.edge(Map.of());
            System.out.printf("ready after %.1f s, with %.1f CPU seconds%n", (System.nanoTime() - start) / 1e9,
                    cpu(edge).toMillis() / 1e3);
            Path requests = Documents.requests(setup, "searches", List.copyOf(queries(documents, count)));
            Load load = Load.find(setup.folder());
            load.perSecond(edge, requests, CONNECTIONS, plan.warmUp());
            for (int round = 1; round <= plan.rounds(); round++) {
                Duration before = cpu(edge);
                double perSecond = load.perSecond(edge, requests, CONNECTIONS, plan.run());
                double seconds = cpu(edge).minus(before).toMillis() / 1e3;
                System.out.printf("  round %d: %,.0f queries/s, %,.0f per CPU second%n", round, perSecond,
                        perSecond * plan.run().toMillis() / 1e3 / seconds);
            }
            OpenLoop.Latencies latencies = OpenLoop.measure(edge, requests, CONNECTIONS, PER_SECOND, plan.run());
            System.out.printf("  at %d queries/s: median %.2f ms, 99 %% within %.2f ms%n", PER_SECOND,
                    latencies.median(), latencies.p99());
        }
    }

    private static Set<String> queries(SearchedDocuments documents, int count) {
        Random random = new Random(3);
        Set<String> queries = new LinkedHashSet<>();
        for (int i = 0; i < QUERIES; i++) {
            List<String> words = new ArrayList<>(documents.words(random.nextInt(count)));
            List<String> chosen = new ArrayList<>();
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                String word = words.get(random.nextInt(words.size()));
                chosen.add(word.length() >= 5 && random.nextDouble() < TYPOS ? misspelt(word, random) : word);
            }
            queries.add("GET\t/v1/search?facets=topic,format&q=" + String.join("%20", chosen));
        }
        return queries;
    }

    private static String misspelt(String word, Random random) {
        int at = 1 + random.nextInt(word.length() - 1);
        return word.substring(0, at) + (char) ('a' + random.nextInt(26)) + word.substring(at + 1);
    }

    private static Duration cpu(Subject subject) {
        return subject.process().toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
