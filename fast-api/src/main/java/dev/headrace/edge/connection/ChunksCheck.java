package dev.headrace.edge.connection;

import java.nio.ByteBuffer;

/** Checks a chunked body: sizes, extensions, line ends and trailer. Data is skipped. */
final class ChunksCheck {

    private enum Part {
        SIZE, EXTENSION, SIZE_LINE_FEED, DATA, DATA_CARRIAGE_RETURN, DATA_LINE_FEED, TRAILER, DONE
    }

    // More than any body that is accepted, and far from the upper bits of a size, where Undertow keeps flags.
    private static final int MAX_DIGITS = 8;
    // Of all chunks together.
    private static final int MAX_EXTENSIONS = 1024;
    private static final int MAX_TRAILER = 4 * 1024;

    private final FieldLinesCheck trailer = FieldLinesCheck.ofTrailer();
    private Part part = Part.SIZE;
    private int digits;
    private long size;
    private int extensions;
    private int trailerLength;

    void reset() {
        trailer.reset();
        extensions = 0;
        trailerLength = 0;
        beginSize();
    }

    boolean isDone() {
        return part == Part.DONE;
    }

    /** @return where the body ends, or {@code to} */
    int check(ByteBuffer bytes, int from, int to) {
        int at = from;
        while (at < to && part != Part.DONE) {
            at = switch (part) {
                case DATA -> data(at, to);
                case TRAILER -> trailer(bytes, at, to);
                default -> {
                    octet(bytes.get(at));
                    yield at + 1;
                }
            };
        }
        return at;
    }

    private void octet(int octet) {
        switch (part) {
            case SIZE -> size(octet);
            case EXTENSION -> extension(octet);
            case SIZE_LINE_FEED -> {
                refuseIf(octet != '\n');
                part = size == 0 ? Part.TRAILER : Part.DATA;
            }
            case DATA_CARRIAGE_RETURN -> {
                refuseIf(octet != '\r');
                part = Part.DATA_LINE_FEED;
            }
            case DATA_LINE_FEED -> {
                refuseIf(octet != '\n');
                beginSize();
            }
            case DATA, TRAILER, DONE -> throw new IllegalStateException();
        }
    }

    private void beginSize() {
        part = Part.SIZE;
        digits = 0;
        size = 0;
    }

    private void size(int octet) {
        if (Octets.isHex(octet)) {
            refuseIf(++digits > MAX_DIGITS);
            size = 16 * size + Character.digit(octet, 16);
            return;
        }
        refuseIf(digits == 0 || (octet != ';' && octet != '\r'));
        part = octet == ';' ? Part.EXTENSION : Part.SIZE_LINE_FEED;
    }

    private void extension(int octet) {
        if (octet == '\r') {
            part = Part.SIZE_LINE_FEED;
            return;
        }
        refuseIf(++extensions > MAX_EXTENSIONS || (octet < ' ' && octet != '\t') || octet == 0x7f);
    }

    private int data(int from, int to) {
        int length = (int) Math.min(size, to - from);
        size -= length;
        if (size == 0) {
            part = Part.DATA_CARRIAGE_RETURN;
        }
        return from + length;
    }

    private int trailer(ByteBuffer bytes, int from, int to) {
        int end = trailer.check(bytes, from, to);
        trailerLength += end - from;
        refuseIf(trailerLength > MAX_TRAILER);
        if (trailer.isDone()) {
            part = Part.DONE;
        }
        return end;
    }

    private static void refuseIf(boolean malformed) {
        if (malformed) {
            throw new RefusedException(Refusal.CHUNKS);
        }
    }
}
