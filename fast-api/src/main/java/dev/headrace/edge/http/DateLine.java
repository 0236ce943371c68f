package dev.headrace.edge.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** The line {@code Date} and the empty line that ends a header. It is formatted four times a second. */
final class DateLine {

    private static final DateTimeFormatter FORMAT = DateTimeFormatter
            .ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final long LIFETIME = TimeUnit.MILLISECONDS.toNanos(250);

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Line(byte[] text, long madeAt) {}

    private volatile Line line = make(System.nanoTime());

    /**
     * The line, not to be modified.
     *
     * @param nanos the current {@link System#nanoTime}
     */
    byte[] at(long nanos) {
        Line current = line;
        if (nanos - current.madeAt > LIFETIME) {
            current = make(nanos);
            line = current;
        }
        return current.text;
    }

    private static Line make(long nanos) {
        return new Line(("Date: " + FORMAT.format(Instant.now()) + "\r\n\r\n").getBytes(US_ASCII), nanos);
    }
}
