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
 * The scripts that change shared state in Redis atomically. Their sources in {@code lua/*.lua} document keys and arguments.
 */
public enum RedisScript {
    /** Writes the model for the edges, unless the present one is newer. */
    PUT_MODEL,
    /** Writes frames of slugs, unless the present ones are newer. */
    PUT_FRAMES,
    /** Writes a document's frames and index record and its entry's presence, unless the present ones are newer. */
    PUT_DOCUMENT,
    /** Removes a frame, unless the present one is newer. */
    DROP_STALE,
    /** Announces changed documents to the edges. */
    ANNOUNCE,
    /** Writes frames into an overlay, unless the present ones are newer. */
    PUT_OVERLAY,
    /** Announces to the edges that an overlay begins or ends. */
    ANNOUNCE_OVERLAY,
    /** Makes frames of an overlay the live ones, and keeps those in another overlay. */
    FOLD,
    /** Accepts one user write of any kind: updates state, tallies, outbox and receipt atomically. */
    ACCEPT,
    /** Applies what has been settled in PostgreSQL. */
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
            throw new IllegalStateException("SHA-1 is always available", e);
        }
    }

    public String text() {
        return text;
    }

    /** For {@code EVALSHA}; on {@code NOSCRIPT}, send {@link #text} with {@code EVAL}. */
    public String sha1() {
        return sha1;
    }
}
