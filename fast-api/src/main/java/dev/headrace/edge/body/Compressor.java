package dev.headrace.edge.body;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import dev.headrace.edge.body.KeptBody.Compressed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compresses bodies on a thread of its own, so that no response waits for it. */
final class Compressor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Compressor.class);
    private static final int MAX_QUEUED = 1_000;
    /** Of all waiting bodies together: they stay in memory although their cache may have dropped them. */
    private static final long MAX_QUEUED_BYTES = 8L * 1024 * 1024;
    // Higher ones take many times as long for a few percent.
    private static final int BROTLI_QUALITY = 9;
    private static final boolean HAS_BROTLI = Brotli4jLoader.isAvailable();

    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(1, 1, 0, TimeUnit.MILLISECONDS,
            new ArrayBlockingQueue<>(MAX_QUEUED), Thread.ofPlatform().name("compressor").daemon().factory());

    private final AtomicLong queuedBytes = new AtomicLong();

    Compressor() {
        if (!HAS_BROTLI) {
            LOG.warn("Brotli is not available here; responses are compressed with gzip only: {}",
                    String.valueOf(Brotli4jLoader.getUnavailabilityCause()));
        }
    }

    /** The codings that are available on this machine. */
    static Set<Coding> codings() {
        return HAS_BROTLI ? EnumSet.allOf(Coding.class) : EnumSet.of(Coding.IDENTITY, Coding.GZIP);
    }

    /** @return whether the body will be compressed; not if too much is waiting */
    boolean submit(KeptBody body) {
        int size = body.size(Coding.IDENTITY);
        if (queuedBytes.addAndGet(size) > MAX_QUEUED_BYTES) {
            queuedBytes.addAndGet(-size);
            return false;
        }
        try {
            thread.execute(() -> {
                compress(body);
                queuedBytes.addAndGet(-size);
            });
            return true;
        } catch (RejectedExecutionException e) {
            queuedBytes.addAndGet(-size);
            return false;
        }
    }

    private static void compress(KeptBody body) {
        try {
            byte[] plain = body.plain().array();
            body.keep(new Compressed(ifSmaller(gzip(plain), plain),
                    HAS_BROTLI ? ifSmaller(brotli(plain), plain) : null));
        } catch (IOException | RuntimeException | Error e) {
            LOG.error("A body cannot be compressed; it is sent as it is", e);
        }
    }

    private static byte @Nullable [] ifSmaller(byte[] compressed, byte[] plain) {
        return compressed.length < plain.length ? compressed : null;
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(plain.length / 2);
        try (OutputStream out = new BestGzip(compressed)) {
            out.write(plain);
        }
        return compressed.toByteArray();
    }

    private static byte[] brotli(byte[] plain) throws IOException {
        return Encoder.compress(plain, Encoder.Parameters.create(BROTLI_QUALITY));
    }

    private static final class BestGzip extends GZIPOutputStream {

        BestGzip(OutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
