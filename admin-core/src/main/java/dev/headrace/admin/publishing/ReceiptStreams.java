package dev.headrace.admin.publishing;

import dev.headrace.admin.content.VariantView;
import dev.headrace.admin.publishing.ReceiptWatches.Watch;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter.SseEventBuilder;

/**
 * Server-sent events with the progress of a publication: {@code progress} for each change, and {@code complete} at the
 * end. Number and duration of streams are limited; a page reconnects when a stream ends early.
 */
@Component
class ReceiptStreams implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ReceiptStreams.class);

    private final Receipts receipts;
    private final Duration maxTime;
    private final Semaphore free;
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    ReceiptStreams(Receipts receipts, PublishingSettings settings) {
        this.receipts = receipts;
        this.maxTime = settings.maxEventStreamTime();
        this.free = new Semaphore(settings.maxEventStreams());
    }

    /** @throws ResponseStatusException if too many streams are open */
    SseEmitter open(VariantView variant) {
        if (!free.tryAcquire()) {
            throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, "Too many open publication streams.");
        }
        // The loop ends before the container's timeout, which is only a safety net.
        SseEmitter emitter = new SseEmitter(maxTime.plusSeconds(10).toMillis());
        VariantView kept = variant.withoutValues();
        Thread thread = Thread.ofVirtual().name("receipt-stream").unstarted(() -> run(kept, emitter));
        emitter.onTimeout(thread::interrupt);
        emitter.onError(_ -> thread.interrupt());
        threads.add(thread);
        thread.start();
        return emitter;
    }

    private void run(VariantView variant, SseEmitter emitter) {
        try (Watch watch = receipts.watch(variant)) {
            follow(variant, emitter, watch);
            emitter.complete();
        } catch (InterruptedException e) {
            emitter.complete();
        } catch (IOException | RuntimeException | Error e) {
            log.debug("The stream of {} ended", variant.id(), e);
            emitter.completeWithError(e);
        } finally {
            threads.remove(Thread.currentThread());
            free.release();
        }
    }

    private void follow(VariantView variant, SseEmitter emitter, Watch watch)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + maxTime.toNanos();
        Optional<Receipt> sent = Optional.empty();
        for (long left = maxTime.toNanos(); left > 0 && running; left = end - System.nanoTime()) {
            Optional<Receipt> present = receipts.latest(variant);
            if (present.map(Receipt::complete).orElse(true)) {
                emitter.send(event("complete"));
                return;
            }
            if (!present.equals(sent)) {
                emitter.send(event("progress"));
                sent = present;
            }
            watch.await(Duration.ofNanos(left));
        }
    }

    private static SseEventBuilder event(String name) {
        // Browsers ignore events without data.
        return SseEmitter.event().name(name).data("{}");
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        threads.forEach(Thread::interrupt);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server waits for requests in flight. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
