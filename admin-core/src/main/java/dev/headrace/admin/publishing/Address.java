package dev.headrace.admin.publishing;

import dev.headrace.admin.web.InvalidInputException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/**
 * Where a redirect leads: an absolute URL, or a path of the same site.
 *
 * @param text ASCII, at most {@link #MAX_LENGTH} characters
 */
public record Address(String text) {

    public static final int MAX_LENGTH = 1_000;

    private static final Set<String> SCHEMES = Set.of("https", "http");
    private static final String EXPECTED = "must be a URL that begins with https:// or http://, or a path that begins with"
            + " a single /";

    /**
     * Parses an address; characters outside ASCII are encoded.
     *
     * @param pointer of the value, for errors
     * @throws InvalidInputException if it is malformed, too long, or leads elsewhere than to a website
     */
    public static Address parse(String pointer, String text) {
        try {
            URI uri = new URI(text);
            boolean isPath = text.startsWith("/") && !text.startsWith("//");
            boolean isUrl = uri.getScheme() != null && SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))
                    && uri.getHost() != null && uri.getUserInfo() == null;
            String ascii = uri.toASCIIString();
            if (!isPath && !isUrl) {
                throw new InvalidInputException(pointer, EXPECTED);
            }
            if (ascii.length() > MAX_LENGTH) {
                throw new InvalidInputException(pointer, "is longer than " + MAX_LENGTH + " characters");
            }
            return new Address(ascii);
        } catch (URISyntaxException e) {
            throw new InvalidInputException(pointer, EXPECTED);
        }
    }
}
