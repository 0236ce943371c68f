package dev.headrace.testkit.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs a parser on samples and on random changes of them. Each input must be parsed or refused with one of the documented
 * exceptions, within limits of allocated memory and CPU time that are linear in its length.
 *
 * <p>By default, 1,000 inputs, the same each time. The system property {@code headrace.fuzz.seconds} runs each parser for
 * this long with other inputs; {@code headrace.seed} repeats them.
 *
 * <p>Samples are in the resource {@code /fuzz/NAME.txt}, separated by lines of two percent signs, with the escapes of Java's
 * strings, Unicode escapes included. An input that failed once becomes a sample.
 */
public final class Fuzz {

    /** Parses an input; the result does not matter. */
    @FunctionalInterface
    public interface Parser<T> {
        void parse(T input) throws Exception;
    }

    private static final Pattern UNICODE_ESCAPE = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u([0-9a-f]{4})");
    private static final int DEFAULT_MAX_LENGTH = 20_000;

    private final String name;
    private final List<String> samples;
    private final List<String> others;
    private final List<Class<?>> refusals;
    private final int maxLength;
    private final Limits limits;

    private Fuzz(String name, List<String> samples, List<String> others, List<Class<?>> refusals, int maxLength,
            Limits limits) {
        this.name = name;
        this.samples = samples;
        this.others = others;
        this.refusals = refusals;
        this.maxLength = maxLength;
        this.limits = limits;
    }

    /** A parser that accepts everything; inputs of up to 20,000 characters; 256 KiB and 200 bytes per character. */
    public static Fuzz of(String name) {
        return new Fuzz(name, samples("/fuzz/" + name + ".txt"), List.of(), List.of(), DEFAULT_MAX_LENGTH,
                Limits.DEFAULT);
    }

    /** The parser may throw exceptions of these types, or of subtypes. */
    public Fuzz refusedWith(Class<?>... exceptions) {
        return new Fuzz(name, samples, others, List.of(exceptions), maxLength, limits);
    }

    /** The parser may allocate this much. */
    public Fuzz allocating(long bytes, long bytesPerCharacter) {
        return new Fuzz(name, samples, others, refusals, maxLength,
                new Limits(bytes, bytesPerCharacter, limits.nanosPerCharacter()));
    }

    /** Other inputs, which are not changed: those that failed once and are too long for a file. */
    public Fuzz including(String... inputs) {
        return new Fuzz(name, samples, List.of(inputs), refusals, maxLength, limits);
    }

    /** Inputs have at most this many characters. */
    public Fuzz upTo(int characters) {
        return new Fuzz(name, samples, others, refusals, characters, limits);
    }

    /** @throws AssertionError with the input, if the parser fails or exceeds a limit */
    public void texts(Parser<String> parser) {
        run(parser, (text, _) -> text);
    }

    /** Like {@link #texts}, with texts in UTF-8, some of them truncated or malformed. */
    public void bytes(Parser<byte[]> parser) {
        run(parser, (text, mutations) -> mutations.encoded(text));
    }

    private <T> void run(Parser<T> parser, BiFunction<String, Mutations, T> form) {
        new FuzzRun<>(name, samples, others, maxLength, form).run(input -> outcome(parser, input), limits);
    }

    /** Similar inputs have the same outcome. */
    private <T> String outcome(Parser<T> parser, T input) throws Exception {
        try {
            parser.parse(input);
            return "";
        } catch (Exception e) {
            if (refusals.stream().noneMatch(type -> type.isInstance(e))) {
                throw e;
            }
            return e.getClass().getSimpleName() + String.valueOf(e.getMessage()).replaceAll("[^a-z ]", "");
        }
    }

    private static List<String> samples(String resource) {
        try (InputStream in = Fuzz.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + resource);
            }
            return Arrays.stream(new String(in.readAllBytes(), UTF_8).split("(?m)^%%\n"))
                    .map(sample -> sample.substring(0, sample.length() - 1)).map(Fuzz::unescaped).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String unescaped(String sample) {
        return UNICODE_ESCAPE.matcher(sample)
                .replaceAll(escape -> Matcher
                        .quoteReplacement(escape.group(1) + (char) Integer.parseInt(escape.group(2), 16)))
                .translateEscapes();
    }
}
