package dev.headrace.testkit.fuzz;

import com.sun.management.ThreadMXBean;
import dev.headrace.testkit.fuzz.Limits.Cost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One run of a parser, in a thread of its own: a parser that never ends would otherwise keep the test from reporting it. */
final class FuzzRun<T> {

    private static final long SECONDS = Long.getLong("headrace.fuzz.seconds", 0);
    private static final long SEED = Long.getLong("headrace.seed", SECONDS == 0 ? 1 : System.nanoTime());
    private static final int INPUTS = 1_000;
    /** The first attempts may load classes or run uncompiled. */
    private static final int ATTEMPTS = 4;
    private static final long MAX_NANOS = 20_000_000_000L;
    private static final int MAX_FOUND = 500;
    private static final int MAX_OUTCOME = 40;
    private static final int EXCERPT = 300;
    private static final Path FAILED = Path.of("target", "fuzz");
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Parses an input, and describes the result. */
    @FunctionalInterface
    interface Parse<T> {
        String outcome(T input) throws Exception;
    }

    /** An input that is being parsed, and the CPU time of the thread before. */
    private record Attempt(String text, long nanos) {}

    private final String name;
    private final List<String> samples;
    private final List<String> others;
    private final Mutations mutations;
    private final BiFunction<String, Mutations, T> form;
    /** Samples join these when their outcome is new, as a cheap substitute for coverage. */
    private final Set<String> outcomes = new HashSet<>();
    private final int maxSamples;
    private int inputs;
    private volatile @Nullable Attempt current;

    FuzzRun(String name, List<String> samples, List<String> others, int maxLength,
            BiFunction<String, Mutations, T> form) {
        this.name = name;
        this.samples = new ArrayList<>(samples);
        this.others = others;
        this.mutations = new Mutations(new Random(SEED), maxLength);
        this.form = form;
        this.maxSamples = samples.size() + MAX_FOUND;
    }

    void run(Parse<T> parse, Limits limits) {
        FutureTask<?> task = new FutureTask<>(() -> parseAll(parse, limits), null);
        Thread thread = Thread.ofPlatform().daemon().name("fuzz-" + name).start(task);
        try {
            while (!thread.join(Duration.ofMillis(100))) {
                Attempt attempt = current;
                if (attempt != null && THREADS.getThreadCpuTime(thread.threadId()) - attempt.nanos > MAX_NANOS) {
                    throw failure(attempt.text, "does not end", null);
                }
            }
            task.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof AssertionError failure ? failure : new AssertionError(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void parseAll(Parse<T> parse, Limits limits) {
        Stream.of(List.copyOf(samples), others, mutations.repetitions()).flatMap(List::stream)
                .forEach(text -> check(text, parse, limits));
        long end = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
        while (SECONDS == 0 ? inputs < INPUTS : System.nanoTime() < end) {
            String text = mutations.of(samples);
            String outcome = check(text, parse, limits);
            if (samples.size() < maxSamples
                    && outcomes.add(outcome.substring(0, Math.min(MAX_OUTCOME, outcome.length())))) {
                samples.add(text);
            }
        }
        if (SECONDS > 0) {
            System.out.printf("fuzz %s: %,d inputs, %d outcomes, seed %d%n", name, inputs, outcomes.size(), SEED);
        }
    }

    private String check(String text, Parse<T> parse, Limits limits) {
        inputs++;
        T input = form.apply(text, mutations);
        for (int attempt = 1;; attempt++) {
            Cost before = cost();
            current = new Attempt(text, before.nanos());
            String outcome = outcome(text, input, parse);
            current = null;
            Cost cost = cost().minus(before);
            if (limits.allow(cost, text.length())) {
                return outcome;
            }
            if (attempt == ATTEMPTS) {
                throw failure(text, "takes " + cost, null);
            }
        }
    }

    /** All but documented exceptions are failures, also errors such as a stack overflow. */
    private String outcome(String text, T input, Parse<T> parse) {
        try {
            return parse.outcome(input);
        } catch (Throwable e) {
            throw failure(text, "fails: " + e, e);
        }
    }

    private static Cost cost() {
        return new Cost(THREADS.getCurrentThreadAllocatedBytes(), THREADS.getCurrentThreadCpuTime());
    }

    private AssertionError failure(String text, String what, @Nullable Throwable cause) {
        try {
            Path file = Files.writeString(Files.createDirectories(FAILED).resolve(name + ".txt"), escaped(text));
            return new AssertionError(
                    "%s %s; input %d of seed %d, %d characters, in %s: %s".formatted(name, what, inputs,
                            SEED, text.length(), file, escaped(text.substring(0, Math.min(EXCERPT, text.length())))),
                    cause);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In the form of a sample, except that other characters than ASCII are given by their code. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(c -> {
            switch (c) {
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\\' -> escaped.append("\\\\");
                default -> escaped.append(c >= ' ' && c < 127 ? Character.toString(c) : "\\u%04x".formatted(c));
            }
        });
        return escaped.toString();
    }
}
