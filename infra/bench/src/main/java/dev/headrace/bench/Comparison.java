package dev.headrace.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Measures several servers in turn and compares each with the first one, the baseline. */
final class Comparison {

    /** A server and its requests. */
    private record Candidate(String name, Subject subject, Path requests, List<Double> rates,
            Map<String, List<Double>> cpu) {

        double median() {
            return Comparison.median(rates);
        }

        /** Responses per CPU second, which is meaningful even while the machine has other load. */
        double perCpuSecond() {
            List<Double> shares = cpu.getOrDefault(Cpu.SERVER, List.of());
            return Comparison.median(IntStream.range(0, shares.size())
                    .mapToObj(round -> rates.get(round) * 100 / shares.get(round)).toList());
        }
    }

    private final String title;
    private final int connections;
    private final Plan plan;
    private final List<Candidate> candidates = new ArrayList<>();

    Comparison(String title, int connections, Plan plan) {
        this.title = title;
        this.connections = connections;
        this.plan = plan;
    }

    void add(String name, Subject subject, Path requests) {
        candidates.add(new Candidate(name, subject, requests, new ArrayList<>(), new TreeMap<>()));
    }

    void run(Load load) throws Exception {
        for (Candidate each : candidates) {
            load.perSecond(each.subject(), each.requests(), connections, plan.warmUp());
        }
        for (int round = 0; round < plan.rounds(); round++) {
            for (Candidate each : candidates) {
                Cpu before = Cpu.now();
                each.rates().add(load.perSecond(each.subject(), each.requests(), connections, plan.run()));
                Cpu.now().since(before, each.subject())
                        .forEach((name, share) -> each.cpu().computeIfAbsent(name, _ -> new ArrayList<>()).add(share));
            }
        }
    }

    /** Requests per second of the candidate that was added last. */
    double lastRate() {
        return candidates.getLast().median();
    }

    void print(PrintStream out, Load load) throws IOException {
        out.printf(
                "%n%s%n%s%n%d connections, %s, %d runs of %d s each after %d s of warm-up, medians%nbaseline: %s%n%n",
                title, machine(), connections, load, plan.rounds(), plan.run().toSeconds(), plan.warmUp().toSeconds(),
                candidates.getFirst().name());
        out.printf("%-44s %10s %9s  %-16s %12s %9s  %s%n", "", "requests/s", "ratio", "lowest..highest",
                "per CPU s", "ratio", "CPU, % of a core");
        double baseline = candidates.getFirst().median();
        double baselinePerCpuSecond = candidates.getFirst().perCpuSecond();
        for (Candidate each : candidates) {
            List<Double> sorted = each.rates().stream().sorted().toList();
            out.printf("%-44s %10.0f %9.2f  %-16s %12.0f %9.2f  %s%n", each.name(), each.median(),
                    each.median() / baseline, "%.0f..%.0f".formatted(sorted.getFirst(), sorted.getLast()),
                    each.perCpuSecond(), each.perCpuSecond() / baselinePerCpuSecond, shares(each));
        }
    }

    private static String shares(Candidate candidate) {
        return candidate.cpu().entrySet().stream()
                .filter(share -> median(share.getValue()) >= 1)
                .map(share -> "%s %.0f".formatted(share.getKey(), median(share.getValue())))
                .collect(Collectors.joining(", "));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static String machine() throws IOException {
        List<String> info = Files.readAllLines(Path.of("/proc/cpuinfo"));
        String model = info.stream().filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip()).findFirst()
                .orElse(System.getProperty("os.arch"));
        long cores = info.stream().filter(line -> line.startsWith("processor")).count();
        return "%d x %s, %s %s, Java %s".formatted(cores, model, System.getProperty("os.name"),
                System.getProperty("os.version"), Runtime.version());
    }
}
