package dev.headrace.edge.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Checks the field lines of a header or trailer, up to and including the empty line. */
final class FieldLinesCheck {

    private enum Part {
        LINE_START, NAME, VALUE, FRAMING_VALUE, LINE_FEED, LAST_LINE_FEED, DONE
    }

    /** A field that determines where a request ends or whom it is for. */
    private static final class Framing {
        private final byte[] name;
        private final FieldValue value;

        Framing(String name, FieldValue value) {
            this.name = name.getBytes(US_ASCII);
            this.value = value;
        }
    }

    private static final int MAX_FIELDS = 100;
    // Makes letters lowercase, and keeps hyphens.
    private static final int LOWERCASE = 0x20;

    private final LengthValue length = new LengthValue();
    private final CodingValue coding = new CodingValue();
    private final HostValue host;
    private final Framing contentLength = new Framing("content-length", length);
    private final Framing transferEncoding = new Framing("transfer-encoding", coding);
    private final Framing hostField;
    private final boolean trailer;

    private Part part = Part.LINE_START;
    private int fields;
    /** The field whose name begins with the octets of this name so far. */
    private @Nullable Framing candidate;
    private int nameLength;

    private FieldLinesCheck(TargetHost target, boolean trailer) {
        this.host = new HostValue(target);
        this.hostField = new Framing("host", host);
        this.trailer = trailer;
    }

    static FieldLinesCheck ofHeader(TargetHost target) {
        return new FieldLinesCheck(target, false);
    }

    /** Refuses fields that determine where a request ends or whom it is for. */
    static FieldLinesCheck ofTrailer() {
        return new FieldLinesCheck(new TargetHost(), true);
    }

    void reset() {
        part = Part.LINE_START;
        fields = 0;
        length.reset();
        coding.reset();
        host.reset();
    }

    boolean isDone() {
        return part == Part.DONE;
    }

    /** Whether nothing was checked since the last reset. */
    boolean isUntouched() {
        return part == Part.LINE_START && fields == 0;
    }

    LengthValue length() {
        return length;
    }

    CodingValue coding() {
        return coding;
    }

    HostValue host() {
        return host;
    }

    /** @return where the last line ends, or {@code to} */
    int check(ByteBuffer bytes, int from, int to) {
        int at = from;
        while (at < to && part != Part.DONE) {
            at = switch (part) {
                case LINE_START -> lineStart(bytes.get(at), at);
                case NAME -> name(bytes, at, to);
                case VALUE -> value(bytes, at, to);
                case FRAMING_VALUE -> framingValue(bytes, at, to);
                case LINE_FEED -> lineFeed(bytes.get(at), at, Part.LINE_START);
                case LAST_LINE_FEED -> lineFeed(bytes.get(at), at, Part.DONE);
                case DONE -> throw new IllegalStateException();
            };
        }
        return at;
    }

    private RefusedException malformed() {
        return new RefusedException(trailer ? Refusal.CHUNKS : Refusal.FIELD);
    }

    private int lineStart(int octet, int at) {
        if (octet == '\r') {
            part = Part.LAST_LINE_FEED;
            return at + 1;
        }
        if (++fields > MAX_FIELDS) {
            throw new RefusedException(Refusal.FIELDS_SIZE);
        }
        // Also refuses blanks, which would continue the line before (obs-fold).
        if (!Octets.isToken(octet)) {
            throw malformed();
        }
        part = Part.NAME;
        nameLength = 0;
        candidate = switch (octet | LOWERCASE) {
            case 'c' -> contentLength;
            case 'h' -> hostField;
            case 't' -> transferEncoding;
            default -> null;
        };
        return at;
    }

    private int name(ByteBuffer bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            int octet = bytes.get(at);
            if (octet == ':') {
                beginValue();
                return at + 1;
            }
            // Also refuses blanks before the colon.
            if (!Octets.isToken(octet)) {
                throw malformed();
            }
            match(octet);
        }
        return to;
    }

    private void match(int octet) {
        Framing now = candidate;
        if (now != null) {
            boolean matches = nameLength < now.name.length && now.name[nameLength] == (octet | LOWERCASE);
            candidate = matches ? now : null;
            nameLength++;
        }
    }

    private void beginValue() {
        Framing now = candidate;
        if (now == null || nameLength < now.name.length) {
            candidate = null;
            part = Part.VALUE;
            return;
        }
        if (trailer) {
            throw malformed();
        }
        now.value.begin();
        part = Part.FRAMING_VALUE;
    }

    private int value(ByteBuffer bytes, int from, int to) {
        int at = Octets.skipText(bytes, from, to);
        return at == to ? to : carriageReturn(bytes.get(at), at);
    }

    private int carriageReturn(int octet, int at) {
        if (octet != '\r') {
            throw malformed();
        }
        part = Part.LINE_FEED;
        return at + 1;
    }

    private int framingValue(ByteBuffer bytes, int from, int to) {
        FieldValue value = Objects.requireNonNull(candidate).value;
        boolean replaced = value == host && host.isReplaced();
        for (int at = from; at < to; at++) {
            int octet = bytes.get(at);
            if (octet == '\r') {
                value.end();
                return carriageReturn(octet, at);
            }
            value.next(octet);
            if (replaced) {
                bytes.put(at, host.replacement());
            }
        }
        return to;
    }

    private int lineFeed(int octet, int at, Part next) {
        if (octet != '\n') {
            throw malformed();
        }
        part = next;
        return at + 1;
    }
}
