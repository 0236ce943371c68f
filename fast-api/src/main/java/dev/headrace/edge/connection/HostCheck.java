package dev.headrace.edge.connection;

/** Checks a host and optionally its port, octet by octet. */
final class HostCheck {

    private enum Part {
        START, NAME, ESCAPE, LITERAL, AFTER_LITERAL, PORT
    }

    private static final int MAX_PORT = 65_535;

    private final Refusal refusal;
    private final Ipv6Address literal = new Ipv6Address();
    private Part part = Part.START;
    private int escape;
    private int port;

    /** @param refusal for what is malformed */
    HostCheck(Refusal refusal) {
        this.refusal = refusal;
    }

    void reset() {
        part = Part.START;
        port = 0;
    }

    void next(int octet) {
        switch (part) {
            case START, NAME -> name(octet);
            case ESCAPE -> escape(octet);
            case LITERAL -> literal(octet);
            case AFTER_LITERAL -> {
                refuseIf(octet != ':');
                part = Part.PORT;
            }
            case PORT -> port(octet);
        }
    }

    private void name(int octet) {
        if (octet == '[') {
            refuseIf(part == Part.NAME);
            part = Part.LITERAL;
            literal.reset();
        } else if (octet == ':') {
            part = Part.PORT;
        } else if (octet == '%') {
            part = Part.ESCAPE;
            escape = 2;
        } else {
            refuseIf(!Octets.isHost(octet));
            part = Part.NAME;
        }
    }

    private void escape(int octet) {
        refuseIf(!Octets.isHex(octet));
        if (--escape == 0) {
            part = Part.NAME;
        }
    }

    private void literal(int octet) {
        if (octet == ']') {
            refuseIf(!literal.isComplete());
            part = Part.AFTER_LITERAL;
        } else {
            refuseIf(!literal.accepts(octet));
        }
    }

    private void port(int octet) {
        refuseIf(!Octets.isDigit(octet));
        port = 10 * port + octet - '0';
        refuseIf(port > MAX_PORT);
    }

    /** An empty host is valid. */
    void end() {
        refuseIf(part == Part.ESCAPE || part == Part.LITERAL || (part == Part.PORT && port == 0));
    }

    private void refuseIf(boolean malformed) {
        if (malformed) {
            throw new RefusedException(refusal);
        }
    }
}
