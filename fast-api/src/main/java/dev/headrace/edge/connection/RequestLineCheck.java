package dev.headrace.edge.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Checks a request line: {@code METHOD SP target SP HTTP/1.x CRLF}. The target is a path, an http URL or an asterisk. */
final class RequestLineCheck {

    private enum Part {
        METHOD, TARGET_START, ASTERISK, SCHEME, SCHEME_END, HOST, PATH, QUERY, VERSION, LINE_FEED, DONE
    }

    private static final int MAX_METHOD = 24;
    private static final int MAX_PARAMETERS = 64;
    private static final byte[] OPTIONS = octets("OPTIONS");
    // Undertow expects other forms of targets for these.
    private static final byte[] CONNECT = octets("CONNECT");
    private static final byte[] PRI = octets("PRI");
    private static final byte[] HTTPS = octets("https");
    private static final int HTTP = 4;
    private static final byte[] SCHEME_END = octets("//");
    private static final byte[] VERSION = octets("HTTP/1.");
    private static final int PROTOCOL = 5;

    private final TargetHost host;
    private final byte[] method = new byte[MAX_METHOD];
    private int methodLength;

    private Part part = Part.METHOD;
    /** Number of octets in the current part. */
    private int length;
    private int parameters;
    /** Number of hexadecimal digits that a percent sign still needs. */
    private int escape;
    private boolean http11;

    /** @param host is set if the target is in absolute form */
    RequestLineCheck(TargetHost host) {
        this.host = host;
    }

    private static byte[] octets(String text) {
        return text.getBytes(US_ASCII);
    }

    void reset() {
        enter(Part.METHOD);
        methodLength = 0;
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
            if (part == Part.PATH || part == Part.QUERY) {
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
            case HOST -> host(octet);
            case VERSION -> version(octet);
            case LINE_FEED -> expect(octet == '\n', Refusal.REQUEST_LINE, Part.DONE);
            case PATH, QUERY, DONE -> throw new IllegalStateException();
        }
    }

    private void expect(boolean holds, Refusal refusal, Part next) {
        if (!holds) {
            throw new RefusedException(refusal);
        }
        enter(next);
    }

    private void method(int octet) {
        if (octet == ' ' && methodLength > 0) {
            enter(Part.TARGET_START);
            return;
        }
        if (!Octets.isToken(octet) || methodLength == MAX_METHOD) {
            throw new RefusedException(Refusal.REQUEST_LINE);
        }
        method[methodLength++] = (byte) octet;
    }

    private boolean isMethod(byte[] name) {
        return Arrays.equals(method, 0, methodLength, name, 0, name.length);
    }

    private void targetStart(int octet) {
        if (octet == '/') {
            enter(Part.PATH);
        } else if (octet == '*' && isMethod(OPTIONS)) {
            enter(Part.ASTERISK);
        } else {
            expect(!isMethod(CONNECT) && !isMethod(PRI), Refusal.TARGET, Part.SCHEME);
            scheme(octet);
        }
    }

    private void scheme(int octet) {
        if (octet == ':' && length >= HTTP) {
            enter(Part.SCHEME_END);
        } else if (length == HTTPS.length || Octets.lowercase(octet) != HTTPS[length++]) {
            throw new RefusedException(Refusal.TARGET);
        }
    }

    private void schemeEnd(int octet) {
        if (octet != SCHEME_END[length++]) {
            throw new RefusedException(Refusal.TARGET);
        }
        if (length == SCHEME_END.length) {
            enter(Part.HOST);
        }
    }

    private void host(int octet) {
        switch (octet) {
            case '/' -> endHost(Part.PATH);
            case '?' -> endHost(Part.QUERY);
            case ' ' -> endHost(Part.VERSION);
            default -> host.next(octet);
        }
    }

    private void endHost(Part next) {
        host.end();
        enter(next);
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
            case '?' -> part = Part.QUERY;
            case ';' -> {
                if (part == Part.PATH) {
                    throw new RefusedException(Refusal.SEMICOLON);
                }
            }
            case '&' -> {
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
