package dev.headrace.edge.body;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The body of responses. If it is cached and asked for repeatedly, its compressed forms are made once and kept. */
public final class Body {

    /** Smaller ones fit into one packet anyway. */
    private static final int MIN_COMPRESSED = 1_024;
    /** A body that is asked for only once is not worth compressing. */
    private static final int HOT = 2;

    private final ByteBuffer[] parts;
    private final boolean compressible;
    private final Runnable grown;
    private final AtomicInteger requests = new AtomicInteger();
    private volatile @Nullable Compressed compressed;

    private Body(ByteBuffer[] parts, boolean compressible, Runnable grown) {
        this.parts = parts;
        this.compressible = compressible;
        this.grown = grown;
    }

    /** A body for one response. */
    public static Body once(ByteBuffer... parts) {
        return new Body(parts, false, () -> {
            // It never grows.
        });
    }

    /**
     * A body for many responses.
     *
     * @param grown called on another thread when {@link #size} has changed
     */
    public static Body kept(ByteBuffer bytes, Runnable grown) {
        return new Body(new ByteBuffer[]{bytes}, bytes.remaining() >= MIN_COMPRESSED, grown);
    }

    /** Whether the form depends on what clients accept. */
    public boolean isNegotiated() {
        return compressible;
    }

    /** Size of all its forms, in bytes. */
    public int size() {
        int size = 0;
        for (ByteBuffer part : parts) {
            size += part.remaining();
        }
        Compressed made = compressed;
        return made == null ? size : size + made.size();
    }

    /** Size of a form that {@link #form} has returned, in bytes. */
    public int size(Coding form) {
        return bytes(form).remaining();
    }

    /** A form of a kept body, to be consumed. */
    public ByteBuffer bytes(Coding form) {
        Compressed made = compressed;
        ByteBuffer coded = made == null ? null : made.of(form);
        return coded == null ? parts[0].duplicate() : coded.duplicate();
    }

    /** The body without coding; not to be consumed. */
    public ByteBuffer plain() {
        return parts[0];
    }

    /** The form for a client that prefers a coding: that, or none if it is not made yet. */
    Coding form(Coding preferred, Compressor compressor) {
        if (preferred == Coding.IDENTITY || !compressible) {
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

    /** A form that {@link #form} has returned, to be consumed. */
    public ByteBuffer[] parts(Coding form) {
        return parts.length == 1
                ? new ByteBuffer[]{bytes(form)}
                : Arrays.stream(parts).map(ByteBuffer::duplicate).toArray(ByteBuffer[]::new);
    }

    void keep(Compressed forms) {
        compressed = forms;
        grown.run();
    }

    /** Compressed forms; null for those that are not smaller, or not supported. */
    record Compressed(@Nullable ByteBuffer gzip, @Nullable ByteBuffer brotli) {

        @Nullable
        ByteBuffer of(Coding coding) {
            return switch (coding) {
                case IDENTITY -> null;
                case GZIP -> gzip;
                case BROTLI -> brotli;
            };
        }

        int size() {
            return (gzip == null ? 0 : gzip.capacity()) + (brotli == null ? 0 : brotli.capacity());
        }
    }
}
