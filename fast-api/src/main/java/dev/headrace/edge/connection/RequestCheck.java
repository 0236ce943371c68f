package dev.headrace.edge.connection;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Follows the requests on one connection, in whatever pieces they arrive, and refuses everything that RFC 9112 does not
 * allow, or that leaves room for two opinions on where a request ends or whom it is for. Field lines are checked once as
 * long as a client repeats them. Allocates little for requests that it accepts.
 */
final class RequestCheck {

    enum Phase {
        /** Between requests. */
        IDLE, HEAD, BODY
    }

    /** Of the request line and the header, with all line ends. */
    static final int MAX_HEAD = 16 * 1024;

    private enum Part {
        HEAD, FIXED_BODY, CHUNKED_BODY
    }

    private final TargetHost target = new TargetHost();
    private final RequestLineCheck line = new RequestLineCheck(target);
    private final FieldLinesCheck fields = FieldLinesCheck.ofHeader(target);
    private final ChunksCheck chunks = new ChunksCheck();
    private final LastFields last = new LastFields();
    private Part part = Part.HEAD;
    private int headLength;
    private long bodyRemaining;
    private int requests;
    private int start;

    /**
     * Checks the octets that arrived next. If a target is in absolute form, its host replaces the value of Host, which is the
     * same except for its case.
     *
     * @throws RefusedException if they are not acceptable; this check must not be used afterwards
     */
    void check(ByteBuffer bytes, int from, int to) {
        start = from;
        int at = from;
        while (at < to) {
            at = switch (part) {
                case HEAD -> head(bytes, at, to);
                case FIXED_BODY -> fixedBody(at, to);
                case CHUNKED_BODY -> chunkedBody(bytes, at, to);
            };
        }
    }

    /** Where the request that was checked last starts, or where the last check started if that was later. */
    int start() {
        return start;
    }

    /** Number of requests that have begun; overflows. */
    int requests() {
        return requests;
    }

    /** The fields of the last request with a complete head; null if it had a body or anything unusual. */
    @Nullable
    OrdinaryFields ordinaryFields() {
        return last.ordinary();
    }

    Phase phase() {
        if (part != Part.HEAD) {
            return Phase.BODY;
        }
        return headLength == 0 ? Phase.IDLE : Phase.HEAD;
    }

    private int head(ByteBuffer bytes, int from, int to) {
        if (headLength == 0) {
            start = from;
            requests++;
        }
        int limit = Math.min(to, from + MAX_HEAD - headLength);
        int end = line.isDone() ? from : line.check(bytes, from, limit);
        if (line.isDone()) {
            if (areRepeated(bytes, end, limit)) {
                resetHead();
                return end + last.length();
            }
            end = fields(bytes, end, limit);
        }
        headLength += end - from;
        if (fields.isDone()) {
            endHead();
        } else if (headLength == MAX_HEAD) {
            throw new RefusedException(line.isDone() ? Refusal.FIELDS_SIZE : Refusal.TARGET_LENGTH);
        }
        return end;
    }

    /** Whether the fields are those of the last request, which were accepted. */
    private boolean areRepeated(ByteBuffer bytes, int from, int to) {
        return isInOriginForm() && fields.isUntouched() && last.areRepeated(bytes, from, to);
    }

    private boolean isInOriginForm() {
        return line.isHttp11() && !target.isPresent();
    }

    private int fields(ByteBuffer bytes, int from, int to) {
        boolean isWhole = fields.isUntouched();
        int end = fields.check(bytes, from, to);
        if (fields.isDone()) {
            if (isWhole && isInOriginForm() && !fields.length().isPresent() && !fields.coding().isPresent()) {
                last.keep(bytes, from, end);
            } else {
                last.clear();
            }
        }
        return end;
    }

    private void endHead() {
        refuseIf(line.isHttp11() && !fields.host().isPresent(), Refusal.HOST);
        if (fields.coding().isPresent()) {
            refuseIf(fields.length().isPresent(), Refusal.LENGTH_AND_CODING);
            refuseIf(!line.isHttp11(), Refusal.CODING);
            chunks.reset();
            part = Part.CHUNKED_BODY;
        } else {
            bodyRemaining = fields.length().length();
            part = bodyRemaining == 0 ? Part.HEAD : Part.FIXED_BODY;
        }
        fields.reset();
        resetHead();
    }

    private void resetHead() {
        target.reset();
        line.reset();
        headLength = 0;
    }

    private static void refuseIf(boolean unacceptable, Refusal refusal) {
        if (unacceptable) {
            throw new RefusedException(refusal);
        }
    }

    private int fixedBody(int from, int to) {
        int length = (int) Math.min(bodyRemaining, to - from);
        bodyRemaining -= length;
        if (bodyRemaining == 0) {
            part = Part.HEAD;
        }
        return from + length;
    }

    private int chunkedBody(ByteBuffer bytes, int from, int to) {
        int end = chunks.check(bytes, from, to);
        if (chunks.isDone()) {
            part = Part.HEAD;
        }
        return end;
    }
}
