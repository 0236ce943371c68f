package dev.headrace.edge.connection;

/** The value of {@code Host}: a name or an address, and optionally a port. */
final class HostValue implements FieldValue {

    private enum Part {
        START, NAME, ESCAPE, LITERAL, AFTER_LITERAL, PORT, END
    }

    private static final int MAX_PORT = 65_535;

    private boolean present;
    private Part part = Part.START;
    private int escape;
    private int port;

    void reset() {
        present = false;
        part = Part.START;
        port = 0;
    }

    boolean isPresent() {
        return present;
    }

    @Override
    public void begin() {
        refuseIf(present);
        present = true;
    }

    @Override
    public void next(int octet) {
        if (Octets.isBlank(octet)) {
            blank();
            return;
        }
        switch (part) {
            case START, NAME -> name(octet);
            case ESCAPE -> escape(octet);
            case LITERAL -> literal(octet);
            case AFTER_LITERAL -> {
                refuseIf(octet != ':');
                part = Part.PORT;
            }
            case PORT -> port(octet);
            case END -> refuseIf(true);
        }
    }

    private void blank() {
        if (part != Part.START) {
            end();
            part = Part.END;
        }
    }

    private void name(int octet) {
        if (octet == '[') {
            refuseIf(part == Part.NAME);
            part = Part.LITERAL;
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
            part = Part.AFTER_LITERAL;
        } else {
            refuseIf(octet != ':' && !Octets.isHost(octet));
        }
    }

    private void port(int octet) {
        refuseIf(!Octets.isDigit(octet));
        port = 10 * port + octet - '0';
        refuseIf(port > MAX_PORT);
    }

    /** An empty value is valid. */
    @Override
    public void end() {
        refuseIf(part == Part.ESCAPE || part == Part.LITERAL || (part == Part.PORT && port == 0));
    }

    private static void refuseIf(boolean malformed) {
        if (malformed) {
            throw new RefusedException(Refusal.HOST);
        }
    }
}
