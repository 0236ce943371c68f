package dev.headrace.edge.connection;

import java.nio.ByteBuffer;

/** Checks a request line: {@code METHOD SP target SP HTTP/1.x CRLF}. */
final class RequestLineCheck {

    private enum Part {
        METHOD, TARGET_START, ASTERISK, SCHEME, SCHEME_END, TARGET, VERSION, LINE_FEED, DONE
    }

    private static final int MAX_METHOD = 24;
    private static final int MAX_PARAMETERS = 64;
    private static final byte[] OPTIONS = {'O', 'P', 'T', 'I', 'O', 'N', 'S'};
    private static final byte[] VERSION = {'H', 'T', 'T', 'P', '/', '1', '.'};
    private static final int PROTOCOL = 5;
    private static final byte[] SCHEME_END = {'/', '/'};

    private Part part = Part.METHOD;
    /** Number of octets in the current part. */
    private int length;
    private boolean options = true;
    private int parameters;
    /** Number of hexadecimal digits that a percent sign still needs. */
    private int escape;
    private boolean http11;

    void reset() {
        enter(Part.METHOD);
        options = true;
        parameters = 0;
        escape = 0;
    }

    boolean isDone() {
        return part == Part.DONE;
    }

    boolean isHttp11() {
        return http11;
    }

    private void enter(Part next) {
        part = next;
        length = 0;
    }

    /** @return where the line ends, or {@code to} */
    int check(ByteBuffer bytes, int from, int to) {
        int at = from;
        while (at < to && part != Part.DONE) {
            if (part == Part.TARGET) {
                at = target(bytes, at, to);
            } else {
                octet(bytes.get(at));
                at++;
            }
        }
        return at;
    }

    private void octet(int octet) {
        switch (part) {
            case METHOD -> method(octet);
            case TARGET_START -> targetStart(octet);
            case ASTERISK -> expect(octet == ' ', Refusal.TARGET, Part.VERSION);
            case SCHEME -> scheme(octet);
            case SCHEME_END -> schemeEnd(octet);
            case VERSION -> version(octet);
            case LINE_FEED -> expect(octet == '\n', Refusal.REQUEST_LINE, Part.DONE);
            case TARGET, DONE -> throw new IllegalStateException();
        }
    }

    private void expect(boolean holds, Refusal refusal, Part next) {
        if (!holds) {
            throw new RefusedException(refusal);
        }
        enter(next);
    }

    private void method(int octet) {
        if (octet == ' ' && length > 0) {
            options &= length == OPTIONS.length;
            enter(Part.TARGET_START);
            return;
        }
        if (!Octets.isToken(octet) || length == MAX_METHOD) {
            throw new RefusedException(Refusal.REQUEST_LINE);
        }
        options &= length < OPTIONS.length && OPTIONS[length] == octet;
        length++;
    }

    private void targetStart(int octet) {
        if (octet == '/') {
            enter(Part.TARGET);
        } else if (octet == '*' && options) {
            enter(Part.ASTERISK);
        } else {
            expect(Octets.isScheme(octet) && !Octets.isDigit(octet), Refusal.TARGET, Part.SCHEME);
        }
    }

    private void scheme(int octet) {
        if (octet == ':') {
            enter(Part.SCHEME_END);
        } else if (!Octets.isScheme(octet)) {
            throw new RefusedException(Refusal.TARGET);
        }
    }

    private void schemeEnd(int octet) {
        if (octet != SCHEME_END[length++]) {
            throw new RefusedException(Refusal.TARGET);
        }
        if (length == SCHEME_END.length) {
            enter(Part.TARGET);
        }
    }

    private int target(ByteBuffer bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            int octet = bytes.get(at);
            if (escape > 0) {
                escape = Octets.isHex(octet) ? escape - 1 : refuseEscape();
            } else if (!Octets.isPlainTarget(octet)) {
                if (octet == ' ') {
                    enter(Part.VERSION);
                    return at + 1;
                }
                separator(octet);
            }
        }
        return to;
    }

    private static int refuseEscape() {
        throw new RefusedException(Refusal.ESCAPE);
    }

    private void separator(int octet) {
        switch (octet) {
            case '%' -> escape = 2;
            case '&', ';' -> {
                // There is one more parameter than separators.
                if (++parameters == MAX_PARAMETERS) {
                    throw new RefusedException(Refusal.PARAMETERS);
                }
            }
            default -> throw new RefusedException(Refusal.TARGET);
        }
    }

    private void version(int octet) {
        if (length < VERSION.length) {
            if (octet != VERSION[length]) {
                throw new RefusedException(length < PROTOCOL ? Refusal.REQUEST_LINE : Refusal.VERSION);
            }
            length++;
        } else if (length == VERSION.length) {
            if (octet != '0' && octet != '1') {
                throw new RefusedException(Refusal.VERSION);
            }
            http11 = octet == '1';
            length++;
        } else {
            expect(octet == '\r', Refusal.REQUEST_LINE, Part.LINE_FEED);
        }
    }
}
