package dev.headrace.testkit.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Changes samples at random: cuts, copies, joins, repeats and nests parts of them, and inserts what parsers get wrong. */
final class Mutations {

    /** Syntax of all formats, numbers, and characters that need care. */
    private static final List<String> TOKENS = List.of("\0", "\t", " ", "\n", "\r", "\r\n", "\u007f", "\u0085",
            "\u00a0",
            "\ufeff", "\ufffd", "\ud800", "\udc00", "\ud83d\ude00", "\u202e", "\u0301", "\u0316", "\u0344", "\u0f73",
            "\uff9e", "\ufdfa", "\u0130", "\u03a3", "\u0660", "\uff11", "\u1e9e", "\u4f60", "\uac00", "\u3099", "[",
            "]", "{",
            "}",
            "(", ")", "<", ">", "\"", "'", "`", "\\", "\\u0000", "\\ud800", "\\x00", "/", "//", "..", ".", "%", "%00",
            "%2e", "%2F", "?", "&", "=", ";", ",", ":", "::", "@", "#", "*", "**", "_", "|", "~", "^", "!", "!!", "+",
            "-", "--", "---\n", "+++\n", "...\n", "'''", "\"\"\"", "<a ", "</", "<!--", "![", "](", "> ", "- ", "1. ",
            "? ", ": ", "|-", "&a ", "*a", "[[", "]]", "{a: ", "a.", "0", "-0", "007", "1e999999999", "1e-999999999",
            "9223372036854775808", "-2147483649", "0x1F", "NaN", "-inf", "null", "true", "W/\"", "://", "\r\n\r\n");
    private static final List<String[]> PAIRS = List.of(new String[]{"[", "]"}, new String[]{"{", "}"},
            new String[]{"{\"a\":", "}"}, new String[]{"{a: ", "}"}, new String[]{"(", ")"},
            new String[]{"<a>", "</a>"}, new String[]{"![", "](a)"}, new String[]{"**", "**"},
            new String[]{"> ", ""}, new String[]{"- ", ""}, new String[]{"\n ", ""}, new String[]{"&a ", ""});
    private static final int MAX_CHANGES = 4;
    private static final int MAX_PART = 30;

    private final Random random;
    private final int maxLength;

    Mutations(Random random, int maxLength) {
        this.random = random;
        this.maxLength = maxLength;
    }

    /** Each part of the syntax, repeated up to the maximum length. */
    List<String> repetitions() {
        return TOKENS.stream().map(token -> token.repeat(maxLength / token.length())).toList();
    }

    String of(List<String> samples) {
        String text = any(samples);
        for (int changes = 1 + random.nextInt(MAX_CHANGES); changes > 0; changes--) {
            text = cut(changed(text, samples));
        }
        return text;
    }

    /** The text in UTF-8, possibly with some other bytes, or without its end. */
    byte[] encoded(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == 0 || random.nextBoolean()) {
            return bytes;
        }
        for (int changes = random.nextInt(MAX_CHANGES); changes > 0; changes--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return random.nextBoolean() ? bytes : Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }

    private String changed(String text, List<String> samples) {
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + random.nextInt(MAX_PART));
        String head = text.substring(0, from);
        String part = text.substring(from, to);
        String tail = text.substring(to);
        return switch (random.nextInt(9)) {
            case 0 -> head + tail;
            case 1 -> head;
            case 2 -> head + any(TOKENS) + tail;
            case 3 -> head + any(TOKENS) + part + tail;
            case 4 -> head + repeated(part) + tail;
            case 5 -> head + repeated(any(TOKENS)) + part + tail;
            case 6 -> head + nested(part) + tail;
            case 7 -> inserted(tail, head, part);
            default -> head + suffix(any(samples));
        };
    }

    private String repeated(String part) {
        return part.repeat(count(part.length()));
    }

    private String nested(String part) {
        String[] pair = any(PAIRS);
        int depth = count(pair[0].length() + pair[1].length());
        return pair[0].repeat(depth) + part + pair[1].repeat(depth);
    }

    /** Mostly small, and up to what fits. */
    private int count(int length) {
        int max = maxLength / Math.max(1, length);
        return random.nextInt(1 + random.nextInt(1 + (random.nextBoolean() ? Math.min(max, 100) : max)));
    }

    private String inserted(String text, String before, String part) {
        int at = random.nextInt(text.length() + 1);
        return before + text.substring(0, at) + part + text.substring(at);
    }

    private String suffix(String text) {
        return text.substring(random.nextInt(text.length() + 1));
    }

    private String cut(String text) {
        return text.length() <= maxLength ? text : text.substring(0, maxLength);
    }

    private <E> E any(List<E> elements) {
        return elements.get(random.nextInt(elements.size()));
    }
}
