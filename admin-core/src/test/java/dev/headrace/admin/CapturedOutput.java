package dev.headrace.admin;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What the process prints, including its log, until it is closed. It is printed, too. */
public final class CapturedOutput implements AutoCloseable {

    private final PrintStream original = System.out;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    public CapturedOutput() {
        System.setOut(new PrintStream(new OutputStream() {
            @Override
            public void write(int octet) {
                bytes.write(octet);
                original.write(octet);
            }

            @Override
            public void write(byte[] octets, int offset, int length) {
                bytes.write(octets, offset, length);
                original.write(octets, offset, length);
            }
        }, true, StandardCharsets.UTF_8));
    }

    public String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        System.setOut(original);
    }
}
