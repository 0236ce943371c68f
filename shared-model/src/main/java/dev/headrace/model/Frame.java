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
 *      1       1  kind: 'D' document, 'P' pointer (the body is an id), 'T' tombstone (no body), 'G' gone (no body),
 *                 'R' redirect (the body is an address), 'M' moved (the body is {@code type:id slug}, or {@code type:id} for
 *                 a document without a slug); with a scheduled change 'C' instead of 'D', 'H' instead of 'G', 'S' instead
 *                 of 'R', 'N' instead of 'M'; later versions may add other upper-case letters
 *      2      16  version, see {@link Version}; scripts compare these characters
 *     18      16  ETag: the first 8 bytes of the body's SHA-256, in hexadecimal
 *     34       8  only with a scheduled change: its time, in seconds since 1970, in hexadecimal
 *  34/42       *  body
 * </pre>
 *
 * @param kind kind of the frame
 * @param version the newer of two frames for one key wins
 * @param etag 16 hexadecimal digits, without quotes
 * @param nextChange when a scheduled change will replace the frame, in seconds since 1970; 0 if none is scheduled
 * @param body UTF-8; must not be modified
 */
@SuppressWarnings("ArrayRecordComponent") // equals and hashCode compare the content, and the array is not modified
public record Frame(Kind kind, long version, String etag, long nextChange, byte[] body) {

    /** Length of the header, and so the offset of the body unless a change is scheduled, in bytes. */
    public static final int HEADER = 34;

    /** How long tombstones are kept: longer than the write of an older version can be delayed. */
    public static final Duration TOMBSTONE_AGE = Duration.ofDays(7);

    private static final int CHANGE = 8;
    private static final long MAX_CHANGE = 0xFFFF_FFFFL;

    private static final int VERSION_OFFSET = 2;

    /** The kind of a frame. */
    public enum Kind {
        /** A document as it is sent to clients. */
        DOCUMENT('D', 'C'),
        /** From a slug to the id of the document with that slug. */
        POINTER('P'),
        /** Not published, for a while after it was. */
        TOMBSTONE('T'),
        /** Unpublished for good. */
        GONE('G', 'H'),
        /** Unpublished, and replaced by what is at an address. */
        REDIRECT('R', 'S'),
        /** Unpublished, and replaced by another document; or a slug that its document no longer has. */
        MOVED('M', 'N');

        private final char code;
        private final char codeWithChange;

        Kind(char code) {
            this(code, code);
        }

        Kind(char code, char codeWithChange) {
            this.code = code;
            this.codeWithChange = codeWithChange;
        }

        static Kind of(byte code) {
            for (Kind kind : values()) {
                if (kind.code == code || kind.codeWithChange == code) {
                    return kind;
                }
            }
            if (code >= 'A' && code <= 'Z') {
                throw new UnknownKindException((char) code);
            }
            throw new MalformedFrameException("malformed kind " + code);
        }

        private boolean hasChange(byte code) {
            return code != this.code;
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
        return of(Kind.DOCUMENT, version, nextChange, json);
    }

    private static Frame of(Kind kind, long version, @Nullable Instant nextChange, byte[] body) {
        long seconds = nextChange == null ? 0 : Math.clamp(nextChange.getEpochSecond(), 1, MAX_CHANGE);
        return new Frame(kind, version, Sha256.tag(ByteBuffer.wrap(body)), seconds, body);
    }

    /** A pointer from a slug to the id of the document with that slug. */
    public static Frame pointer(long version, String id) {
        return of(Kind.POINTER, version, null, id.getBytes(ISO_8859_1));
    }

    /** @param nextChange the time of the next scheduled change, before 2106; null if there is none */
    public static Frame gone(long version, @Nullable Instant nextChange) {
        return of(Kind.GONE, version, nextChange, new byte[0]);
    }

    /**
     * A redirect to an address, which may be outside the edge.
     *
     * @param address an absolute URL, or a path that begins with a slash; ASCII
     * @param nextChange the time of the next scheduled change, before 2106; null if there is none
     */
    public static Frame redirect(long version, @Nullable Instant nextChange, String address) {
        return of(Kind.REDIRECT, version, nextChange, address.getBytes(UTF_8));
    }

    /**
     * A redirect to a document in the same locale.
     *
     * @param nextChange the time of the next scheduled change, before 2106; null if there is none
     * @param slug the document's slug; null if it has none
     */
    public static Frame moved(long version, @Nullable Instant nextChange, Target target, @Nullable String slug) {
        return of(Kind.MOVED, version, nextChange, new Destination(target, slug).format().getBytes(UTF_8));
    }

    /**
     * The document that a redirect leads to.
     *
     * @param slug null if it has none
     */
    public record Destination(Target target, @Nullable String slug) {

        private String format() {
            return slug == null ? target.toString() : target + " " + slug;
        }

        /** The last part of the document's path. */
        public String idOrSlug() {
            return slug == null ? target.id() : slug;
        }
    }

    /**
     * Reads the body of a frame of the kind {@link Kind#MOVED}.
     *
     * @throws MalformedFrameException if it is malformed
     */
    public Destination destination() {
        String text = new String(body, UTF_8);
        int space = text.indexOf(' ');
        String[] target = (space < 0 ? text : text.substring(0, space)).split(":", 2);
        if (kind != Kind.MOVED || target.length != 2) {
            throw new MalformedFrameException("malformed destination");
        }
        return new Destination(
                Target.of(target[0], target[1]).orElseThrow(() -> new MalformedFrameException("malformed destination")),
                space < 0 ? null : text.substring(space + 1));
    }

    /** Temporarily replaces an unpublished document, so that a late older frame cannot restore it. */
    public static Frame tombstone(long version) {
        return new Frame(Kind.TOMBSTONE, version, "0".repeat(16), 0, new byte[0]);
    }

    public byte[] encode() {
        String header = "H" + (nextChange == 0 ? kind.code : kind.codeWithChange) + Version.format(version) + etag
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
        boolean hasChange = stamp.kind.hasChange(bytes[1]);
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
