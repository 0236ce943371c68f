package dev.headrace.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The scripts that change shared state in Redis in one step. Their texts lie beside this class as {@code lua/*.lua} and
 * say which keys and arguments they take.
 */
public enum RedisScript {
    /** Writes the model for the edges, unless what is there is newer. */
    PUT_MODEL,
    /** Puts frames of slugs, unless what is there is newer. */
    PUT_FRAMES,
    /** Writes a document's frames and index record and its entry's presence, unless what is there is newer. */
    PUT_DOCUMENT,
    /** Removes a frame, unless what is there is newer. */
    DROP_STALE,
    /** Announces changed documents to the edges. */
    ANNOUNCE,
    /** Accepts one write of a user, whatever its kind: state, tallies, outbox and receipt at once. */
    ACCEPT,
    /** Takes over what PostgreSQL has settled. */
    SETTLE;

    private final String text;
    private final String sha1;

    RedisScript() {
        String resource = "lua/" + name().toLowerCase(Locale.ROOT) + ".lua";
        try (InputStream in = RedisScript.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("missing resource " + resource);
            }
            byte[] bytes = in.readAllBytes();
            text = new String(bytes, UTF_8);
            sha1 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-1", e);
        }
    }

    public String text() {
        return text;
    }

    /** For {@code EVALSHA}; on {@code NOSCRIPT} send {@link #text} by {@code EVAL}. */
    public String sha1() {
        return sha1;
    }
}
