package dev.headrace.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Lists of many documents: index build, cached and uncached pages, and the latency until changes are visible. */
final class ListPages implements Bench.Scenario {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String LIST = "/v1/content/article?";
    private static final int CONNECTIONS = 64;
    private static final int WARM_UP = 1_000;
    private static final int REQUESTS = 1_000;
    private static final int FIRST_PUBLICATIONS = 20;
    private static final int PUBLICATIONS = 200;
    private static final Duration PAUSE = Duration.ofMillis(150);

    /** A kind of query, with random values. */
    private record Kind(String name, Function<Random, String> query) {}

    private static final List<Kind> KINDS = List.of(new Kind("newest first", _ -> "limit=20"),
            new Kind("50 newest first", _ -> "limit=50"), new Kind("oldest first", _ -> "sort=publishedAt"),
            new Kind("by title", _ -> "sort=title"), new Kind("by date, latest first", _ -> "sort=-date"),
            new Kind("one filter", random -> "topic=" + topic(random)),
            new Kind("one filter, by title", random -> "sort=title&topic=" + topic(random)),
            new Kind("two filters", random -> "topic=" + topic(random) + "&format=" + format(random)),
            new Kind("five values", random -> "topic%5Bin%5D=" + String.join(",",
                    topic(random), topic(random), topic(random), topic(random), topic(random))),
            new Kind("a range", random -> "minutes%5Bgte%5D=" + random.nextInt(ListedDocuments.MAX_MINUTES)),
            new Kind("a range of titles",
                    random -> "title%5Bgte%5D=" + Character.toString('b' + random.nextInt(20))),
            new Kind("two filters and a range", random -> "topic=" + topic(random) + "&format=" + format(random)
                    + "&minutes%5Blt%5D=" + (1 + random.nextInt(ListedDocuments.MAX_MINUTES))),
            new Kind("published in a range", random -> "publishedAt%5Blt%5D=2020-0" + (1 + random.nextInt(9))
                    + "-01T00:00:00Z"));

    private static String topic(Random random) {
        return "topic-" + random.nextInt(ListedDocuments.TOPICS);
    }

    private static String format(Random random) {
        return "format-" + random.nextInt(ListedDocuments.FORMATS);
    }

    @Override
    public void run(Setup setup, Plan plan) throws Exception {
        int count = Integer.parseInt(System.getenv().getOrDefault("BENCH_LIST_DOCUMENTS", "100000"));
        try (ListedDocuments documents = new ListedDocuments(setup.redisUrl())) {
            documents.write(count);
            Path data = setup.folder().resolve("lists-data");
            Map<String, String> hot = Map.of("HEADRACE_EDGE_DATA_DIR", data.toString());
            System.out.printf("%nlists over %,d documents%n", count);

            Subject edge = setup.edge(hot);
            printBuild(setup, count, data, cpu(edge));
            printHot(setup, plan, documents, edge);
            printVisibility(documents, edge);
            edge.close();

            long start = System.nanoTime();
            Subject again = setup.edge(Map.of("HEADRACE_EDGE_DATA_DIR", data.toString(),
                    "HEADRACE_EDGE_NEAR_CACHE_BYTES", "0"));
            System.out.printf("restarted from disk: ready after %.1f s%n", seconds(start));
            printCold(again);
        }
    }

    /** Uses the edge's log, to exclude JVM startup. */
    private static void printBuild(Setup setup, int count, Path data, Duration cpu) throws IOException {
        List<String> log = Files.readAllLines(setup.folder().resolve("edge.log"));
        Duration time = Duration.between(moment(log, "Resynchronizing with Redis"), moment(log, "in sync with Redis"));
        try (var files = Files.walk(data)) {
            long bytes = files.mapToLong(file -> file.toFile().length()).sum();
            System.out.printf("built from Redis in %.1f s: %,.0f documents/s; %.1f MB on disk; from start to ready the"
                    + " edge used %.1f CPU seconds%n", time.toMillis() / 1e3, count * 1e3 / time.toMillis(),
                    bytes / 1e6, cpu.toMillis() / 1e3);
        }
    }

    private static Instant moment(List<String> log, String text) {
        return log.stream().filter(line -> line.contains(text)).map(line -> Instant.parse(line.split(" ", 2)[0]))
                .reduce((_, last) -> last).orElseThrow();
    }

    private static void printHot(Setup setup, Plan plan, ListedDocuments documents, Subject edge) throws Exception {
        int length = get(edge, LIST + "limit=20").length();
        String path = documents.writeUnlisted(length - 150);
        Comparison comparison = new Comparison(
                "cached pages compared with a cached document of %,d bytes".formatted(length),
                CONNECTIONS, plan);
        comparison.add("edge, a document", edge, Documents.requests(setup, "document", List.of("GET\t" + path)));
        comparison.add("edge, list of 20", edge,
                Documents.requests(setup, "list", List.of("GET\t" + LIST + "limit=20")));
        Random random = new Random(2);
        List<String> mixed = KINDS.stream().filter(kind -> !kind.name.startsWith("50"))
                .map(kind -> "GET\t" + LIST + kind.query.apply(random)).toList();
        comparison.add("edge, lists of 20 with filters and ranges", edge,
                Documents.requests(setup, "lists", mixed));
        Load load = Load.find(setup.folder());
        comparison.run(load);
        comparison.print(System.out, load);
    }

    private static void printVisibility(ListedDocuments documents, Subject edge) throws Exception {
        double[] millis = new double[PUBLICATIONS];
        for (int i = -FIRST_PUBLICATIONS; i < PUBLICATIONS; i++) {
            Thread.sleep(PAUSE);
            long start = System.nanoTime();
            String id = documents.publish();
            while (!get(edge, LIST + "limit=1").contains(id)) {
                Thread.onSpinWait();
            }
            if (i >= 0) {
                millis[i] = seconds(start) * 1e3;
            }
        }
        System.out.printf("from publication to visible in lists: %s%n", percentiles(millis));
    }

    private static void printCold(Subject edge) throws Exception {
        System.out.println("uncached pages and documents, one connection:");
        for (Kind kind : KINDS) {
            Random random = new Random(3);
            double[] millis = new double[REQUESTS];
            Duration before = Duration.ZERO;
            try (Connection connection = new Connection(edge.port())) {
                for (int i = -WARM_UP; i < REQUESTS; i++) {
                    if (i == 0) {
                        before = cpu(edge);
                    }
                    byte[] request = Connection.request("GET\t" + LIST + kind.query.apply(random));
                    long start = System.nanoTime();
                    if (connection.exchange(request) != 200) {
                        throw new IllegalStateException("query failed: " + kind.name);
                    }
                    if (i >= 0) {
                        millis[i] = seconds(start) * 1e3;
                    }
                }
            }
            System.out.printf("  %-26s %s, %.2f ms of CPU each%n", kind.name, percentiles(millis),
                    cpu(edge).minus(before).toMillis() / (double) REQUESTS);
        }
    }

    /** CPU time used so far, which is meaningful even while the machine has other load. */
    private static Duration cpu(Subject subject) {
        return subject.process().toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static String percentiles(double[] millis) {
        Arrays.sort(millis);
        return "median %.2f ms, 99 %% within %.2f ms".formatted(millis[millis.length / 2],
                millis[millis.length * 99 / 100 - 1]);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
    }

    private static String get(Subject edge, String path) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edge.port() + path)).build(),
                BodyHandlers.ofString()).body();
    }
}
