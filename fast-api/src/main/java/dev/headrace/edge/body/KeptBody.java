package dev.headrace.edge.body;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A body in a cache. If it is asked for repeatedly, its compressed forms are made once and kept with it. */
public final class KeptBody implements Body {

    /** Smaller ones fit into one packet anyway. */
    private static final int MIN_COMPRESSED = 1_024;
    /** A body that is asked for only once is not worth compressing. */
    private static final int HOT = 2;

    private final byte[] plain;
    private final Runnable grown;
    private final AtomicInteger requests = new AtomicInteger();
    private volatile @Nullable Compressed compressed;

    /**
     * A body for many responses.
     *
     * @param plain not modified afterwards
     * @param grown called on another thread when {@link #size()} has changed
     */
    public KeptBody(byte[] plain, Runnable grown) {
        this.plain = plain;
        this.grown = grown;
    }

    @Override
    public boolean isNegotiated() {
        return plain.length >= MIN_COMPRESSED;
    }

    /** Size of all its forms, in bytes. */
    public int size() {
        Compressed made = compressed;
        return made == null ? plain.length : plain.length + made.size();
    }

    /** Size of a form that {@link BodyForms} has chosen, in bytes. */
    public int size(Coding form) {
        return octets(form).length;
    }

    /** Puts a form that {@link BodyForms} has chosen into a buffer. */
    public void put(Coding form, ByteBuffer buffer) {
        buffer.put(octets(form));
    }

    @Override
    public ByteBuffer[] parts(Coding form) {
        return new ByteBuffer[]{ByteBuffer.wrap(octets(form))};
    }

    private byte[] octets(Coding form) {
        Compressed made = compressed;
        byte[] coded = made == null ? null : made.of(form);
        return coded == null ? plain : coded;
    }

    /** The body without coding, to be consumed. */
    public ByteBuffer plain() {
        return ByteBuffer.wrap(plain);
    }

    /** The form for a client that prefers a coding: that, or none if it is not made yet. */
    Coding form(Coding preferred, Compressor compressor) {
        if (preferred == Coding.IDENTITY || !isNegotiated()) {
            return Coding.IDENTITY;
        }
        Compressed made = compressed;
        if (made != null) {
            return made.of(preferred) == null ? Coding.IDENTITY : preferred;
        }
        if (requests.incrementAndGet() == HOT && !compressor.submit(this)) {
            requests.set(0);
        }
        return Coding.IDENTITY;
    }

    void keep(Compressed forms) {
        compressed = forms;
        grown.run();
    }

    /** Compressed forms; null for those that are not smaller, or not supported. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Compressed(byte @Nullable [] gzip, byte @Nullable [] brotli) {

        byte @Nullable [] of(Coding coding) {
            return switch (coding) {
                case IDENTITY -> null;
                case GZIP -> gzip;
                case BROTLI -> brotli;
            };
        }

        int size() {
            return (gzip == null ? 0 : gzip.length) + (brotli == null ? 0 : brotli.length);
        }
    }
}
