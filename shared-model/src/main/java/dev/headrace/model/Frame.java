package dev.headrace.model;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The stored form of one document in one view and locale: a fixed ASCII header, then the body exactly as sent to clients.
 *
 * <pre>
 * offset  length  what
 *      0       1  'H'
 *      1       1  kind: 'D' document, 'C' document with a scheduled change, 'P' pointer (the body is an id),
 *                 'T' tombstone (no body); later versions may add other upper-case letters
 *      2      16  version, see {@link Version}; scripts compare these characters
 *     18      16  ETag: the first 8 bytes of the body's SHA-256, in hexadecimal
 *     34       8  only kind 'C': time of the next scheduled change, in seconds since 1970, in hexadecimal
 *  34/42       *  body
 * </pre>
 *
 * @param kind kind of the frame
 * @param version the newer of two frames for one key wins
 * @param etag 16 hexadecimal digits, without quotes
 * @param nextChange when a scheduled change will replace the document or remove it, in seconds since 1970; 0 if none is
 *     scheduled
 * @param body UTF-8; must not be modified
 */
@SuppressWarnings("ArrayRecordComponent") // equals and hashCode compare the content, and the array is not modified
public record Frame(Kind kind, long version, String etag, long nextChange, byte[] body) {

    /** Length of the header, and so the offset of the body unless a change is scheduled, in bytes. */
    public static final int HEADER = 34;

    /** How long tombstones are kept: longer than the write of an older version can be delayed. */
    public static final Duration TOMBSTONE_AGE = Duration.ofDays(7);

    private static final int CHANGE = 8;
    private static final char WITH_CHANGE = 'C';
    private static final long MAX_CHANGE = 0xFFFF_FFFFL;

    private static final int VERSION_OFFSET = 2;

    /** The kind of a frame. */
    public enum Kind {
        DOCUMENT('D'), POINTER('P'), TOMBSTONE('T');

        private final char code;

        Kind(char code) {
            this.code = code;
        }

        static Kind of(byte code) {
            if (code == WITH_CHANGE) {
                return DOCUMENT;
            }
            for (Kind kind : values()) {
                if (kind.code == code) {
                    return kind;
                }
            }
            if (code >= 'A' && code <= 'Z') {
                throw new UnknownKindException((char) code);
            }
            throw new MalformedFrameException("malformed kind " + code);
        }
    }

    /** The beginning of a frame, which can be read without its body. */
    public record Stamp(Kind kind, long version) {

        /** Length in bytes. */
        public static final int LENGTH = VERSION_OFFSET + Version.LENGTH;

        /**
         * Reads the stamp.
         *
         * @param frame at least the first {@link #LENGTH} bytes of a frame
         * @throws MalformedFrameException if the bytes are not the beginning of a frame
         */
        public static Stamp parse(byte[] frame) {
            if (frame.length < LENGTH || frame[0] != 'H') {
                throw new MalformedFrameException("not a frame: " + frame.length + " bytes");
            }
            try {
                return new Stamp(Kind.of(frame[1]),
                        Version.parse(new String(frame, VERSION_OFFSET, Version.LENGTH, ISO_8859_1)));
            } catch (NumberFormatException e) {
                throw new MalformedFrameException("malformed header: " + e.getMessage());
            }
        }
    }

    /** The bytes are not a valid frame. */
    public static sealed class MalformedFrameException extends IllegalArgumentException {
        MalformedFrameException(String message) {
            super(message);
        }
    }

    /** The frame may be valid: a later version has written it. */
    public static final class UnknownKindException extends MalformedFrameException {
        UnknownKindException(char kind) {
            super("unknown kind " + kind);
        }
    }

    public static Frame document(long version, byte[] json) {
        return document(version, null, json);
    }

    /** @param nextChange the time of its next scheduled change, before 2106; null if there is none */
    public static Frame document(long version, @Nullable Instant nextChange, byte[] json) {
        long seconds = nextChange == null ? 0 : Math.clamp(nextChange.getEpochSecond(), 1, MAX_CHANGE);
        return new Frame(Kind.DOCUMENT, version, Sha256.tag(ByteBuffer.wrap(json)), seconds, json);
    }

    /** A pointer from a slug to the id of the document with that slug. */
    public static Frame pointer(long version, String id) {
        byte[] body = id.getBytes(ISO_8859_1);
        return new Frame(Kind.POINTER, version, Sha256.tag(ByteBuffer.wrap(body)), 0, body);
    }

    /** Temporarily replaces an unpublished document, so that a late older frame cannot restore it. */
    public static Frame tombstone(long version) {
        return new Frame(Kind.TOMBSTONE, version, "0".repeat(16), 0, new byte[0]);
    }

    public byte[] encode() {
        String header = "H" + (nextChange == 0 ? kind.code : WITH_CHANGE) + Version.format(version) + etag
                + (nextChange == 0 ? "" : HexFormat.of().toHexDigits(nextChange, CHANGE));
        byte[] bytes = Arrays.copyOf(header.getBytes(ISO_8859_1), header.length() + body.length);
        System.arraycopy(body, 0, bytes, header.length(), body.length);
        return bytes;
    }

    /** The encoded frame as an argument of a script. It is UTF-8, like its body. */
    String encodeAsText() {
        return new String(encode(), UTF_8);
    }

    /**
     * Reads a frame.
     *
     * @throws UnknownKindException if it is a kind of a later version
     * @throws MalformedFrameException if the bytes are not a valid frame
     */
    public static Frame decode(byte[] bytes) {
        if (bytes.length < HEADER) {
            throw new MalformedFrameException("not a frame: " + bytes.length + " bytes");
        }
        Stamp stamp = Stamp.parse(bytes);
        String etag = new String(bytes, Stamp.LENGTH, HEADER - Stamp.LENGTH, ISO_8859_1);
        boolean hasChange = bytes[1] == WITH_CHANGE;
        return new Frame(stamp.kind, stamp.version, etag, hasChange ? change(bytes) : 0,
                Arrays.copyOfRange(bytes, hasChange ? HEADER + CHANGE : HEADER, bytes.length));
    }

    private static long change(byte[] bytes) {
        if (bytes.length < HEADER + CHANGE) {
            throw new MalformedFrameException("not a frame: " + bytes.length + " bytes");
        }
        try {
            long change = HexFormat.fromHexDigitsToLong(new String(bytes, HEADER, CHANGE, ISO_8859_1));
            if (change > 0) {
                return change;
            }
        } catch (NumberFormatException e) {
            // not a number
        }
        throw new MalformedFrameException("malformed time of the next change");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Frame that && kind == that.kind && version == that.version && etag.equals(that.etag)
                && nextChange == that.nextChange && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return etag.hashCode() * 31 + Long.hashCode(version);
    }

    @Override
    public String toString() {
        return "Frame[" + kind + " version " + version + ", " + body.length + " bytes]";
    }
}
