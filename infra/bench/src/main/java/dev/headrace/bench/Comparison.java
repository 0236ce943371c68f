package dev.headrace.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Measures several servers in turns, and says how each compares with the first of them, the floor. */
final class Comparison {

    /** A server and what it is asked. */
    private record Contestant(String name, Subject subject, Path requests, List<Double> rates,
            Map<String, List<Double>> cpu) {

        double median() {
            return Comparison.median(rates);
        }
    }

    private final String title;
    private final int connections;
    private final Plan plan;
    private final List<Contestant> contestants = new ArrayList<>();

    Comparison(String title, int connections, Plan plan) {
        this.title = title;
        this.connections = connections;
        this.plan = plan;
    }

    void add(String name, Subject subject, Path requests) {
        contestants.add(new Contestant(name, subject, requests, new ArrayList<>(), new TreeMap<>()));
    }

    void run(Load load) throws Exception {
        for (Contestant each : contestants) {
            load.perSecond(each.subject(), each.requests(), connections, plan.warmUp());
        }
        for (int round = 0; round < plan.rounds(); round++) {
            for (Contestant each : contestants) {
                Cpu before = Cpu.now();
                each.rates().add(load.perSecond(each.subject(), each.requests(), connections, plan.run()));
                Cpu.now().since(before, each.subject())
                        .forEach((name, share) -> each.cpu().computeIfAbsent(name, _ -> new ArrayList<>()).add(share));
            }
        }
    }

    /** Requests per second of the contestant that was added last. */
    double lastRate() {
        return contestants.getLast().median();
    }

    void print(PrintStream out, Load load) throws IOException {
        out.printf("%n%s%n%s%n%d connections, %s, %d runs of %d s each after %d s of warm-up, medians%n%n", title,
                machine(), connections, load, plan.rounds(), plan.run().toSeconds(), plan.warmUp().toSeconds());
        out.printf("%-44s %10s %9s  %-17s %s%n", "", "requests/s", "to floor", "lowest..highest", "CPU, % of a core");
        double floor = contestants.getFirst().median();
        for (Contestant each : contestants) {
            List<Double> sorted = each.rates().stream().sorted().toList();
            out.printf("%-44s %10.0f %9.2f  %-17s %s%n", each.name(), each.median(), each.median() / floor,
                    "%.0f..%.0f".formatted(sorted.getFirst(), sorted.getLast()), shares(each));
        }
    }

    private static String shares(Contestant contestant) {
        return contestant.cpu().entrySet().stream()
                .filter(share -> median(share.getValue()) >= 1)
                .map(share -> "%s %.0f".formatted(share.getKey(), median(share.getValue())))
                .collect(Collectors.joining(", "));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static String machine() throws IOException {
        String model = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name")).findFirst().map(line -> line.split(":\\s*")[1])
                .orElse(System.getProperty("os.arch"));
        long cores = Arrays.stream(Files.readString(Path.of("/proc/cpuinfo")).split("\n"))
                .filter(line -> line.startsWith("processor")).count();
        return "%d x %s, %s %s, Java %s".formatted(cores, model, System.getProperty("os.name"),
                System.getProperty("os.version"), Runtime.version());
    }
}
