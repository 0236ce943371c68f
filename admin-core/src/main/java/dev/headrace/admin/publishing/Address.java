package dev.headrace.admin.publishing;

import dev.headrace.admin.web.InvalidInputException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a redirect leads: an absolute URL, or a path of the same site.
 *
 * @param text ASCII, at most {@link #MAX_LENGTH} characters
 */
public record Address(String text) {

    public static final int MAX_LENGTH = 1_000;

    private static final Set<String> SCHEMES = Set.of("https", "http");
    private static final String PATH = "a path that begins with a single /";
    private static final String URL_OR_PATH = "must be a URL that begins with https:// or http://, or " + PATH;
    private static final Pattern SPACE = Pattern.compile("[\\p{Cntrl}\\s]");

    /**
     * Parses an address; characters outside ASCII are encoded.
     *
     * @param pointer of the value, for errors
     * @throws InvalidInputException if it is malformed, too long, or leads elsewhere than to a website
     */
    public static Address parse(String pointer, String text) {
        URI uri = uri(pointer, text, URL_OR_PATH);
        boolean isUrl = uri.getScheme() != null && SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))
                && uri.getHost() != null && uri.getUserInfo() == null;
        if (!isUrl && !isPath(text)) {
            throw new InvalidInputException(pointer, URL_OR_PATH);
        }
        return new Address(ascii(pointer, uri));
    }

    /**
     * Parses an address that is a path without a fragment, such as the one that a redirect leads away from.
     *
     * @param pointer of the value, for errors
     * @throws InvalidInputException if it is malformed, too long, or something else
     */
    public static Address parsePath(String pointer, String text) {
        String expected = "must be " + PATH + ", without a fragment";
        URI uri = uri(pointer, text, expected);
        if (!isPath(text) || uri.getRawFragment() != null) {
            throw new InvalidInputException(pointer, expected);
        }
        return new Address(ascii(pointer, uri));
    }

    private static boolean isPath(String text) {
        return text.startsWith("/") && !text.startsWith("//");
    }

    private static URI uri(String pointer, String text, String expected) {
        if (SPACE.matcher(text).find()) {
            throw new InvalidInputException(pointer,
                    "must not contain spaces or control characters; write a space as %20");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new InvalidInputException(pointer, "has half of a surrogate pair, which is not a character");
        }
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new InvalidInputException(pointer, expected);
        }
    }

    private static String ascii(String pointer, URI uri) {
        String ascii = uri.toASCIIString();
        if (ascii.length() > MAX_LENGTH) {
            throw new InvalidInputException(pointer, "is longer than " + MAX_LENGTH + " characters");
        }
        return ascii;
    }
}
