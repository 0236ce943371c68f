package dev.headrace.edge.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headrace.edge.follow.Position;
import dev.headrace.edge.http.ResponseStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The change stream of one client. It holds at most one part that the client has not taken; everything else is in
 * {@link RecentChanges}, or, while it catches up, in the journal. Confined to its I/O thread.
 */
final class EventStream {

    private static final byte[] RETRY = "retry: 2000\n\n".getBytes(UTF_8);
    private static final byte[] HEARTBEAT = ":\n\n".getBytes(UTF_8);
    private static final int MAX_CHANGES = 200;

    private final ResponseStream response;
    private final ChangeFilter filter;
    private final RecentChanges recent;
    private final CatchUp catchUp;
    private final StreamCounts counts;
    private long resynchronizations;
    /** Everything up to here was sent or does not match the filter. */
    private Position position;
    /** From where the client would resume. */
    private Position known;
    private boolean isBusy;
    private boolean isLive;
    private boolean isEnding;

    EventStream(ResponseStream response, ChangeFilter filter, RecentChanges recent, CatchUp catchUp,
            StreamCounts counts) {
        this.response = response;
        this.filter = filter;
        this.recent = recent;
        this.catchUp = catchUp;
        this.counts = counts;
        this.resynchronizations = recent.resynchronizations();
        this.position = recent.head();
        this.known = position;
    }

    /** Sends the changes from now on. */
    void begin() {
        isLive = true;
        send(RETRY, ChangeEvent.position(position));
    }

    /** Sends the changes since a token; if it cannot be used, a reset and the changes from now on. */
    void resume(Optional<SyncToken> token) {
        isBusy = true;
        response.send(ByteBuffer.wrap(RETRY), () -> token.ifPresentOrElse(
                from -> then(catchUp.start(from), start -> start.ifPresentOrElse(this::catchUpFrom, this::reset)),
                this::reset));
    }

    private void catchUpFrom(Position start) {
        position = start;
        catchUp();
    }

    private void catchUp() {
        if (isEnding) {
            response.end();
        } else if (isOutdated()) {
            reset();
        } else if (recent.covers(position.number())) {
            isLive = true;
            isBusy = false;
            advance();
        } else {
            then(catchUp.page(position.number(), filter), page -> page.ifPresentOrElse(this::sendPage, this::reset));
        }
    }

    private void sendPage(CatchUp.Page page) {
        position = page.reached();
        List<ChangeEvent> events = page.events();
        if (events.isEmpty()) {
            catchUp();
            return;
        }
        known = events.getLast().change().position();
        counts.countEvents(events.size());
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        events.forEach(event -> part.writeBytes(event.bytes()));
        response.send(ByteBuffer.wrap(part.toByteArray()), this::catchUp);
    }

    private <T> void then(CompletableFuture<T> result, Consumer<T> action) {
        var _ = result.whenCompleteAsync((value, failure) -> {
            if (failure != null) {
                response.fail(failure);
            } else if (!response.isClosed()) {
                action.accept(value);
            }
        }, response.thread());
    }

    private boolean isOutdated() {
        return recent.resynchronizations() != resynchronizations;
    }

    private void reset() {
        resynchronizations = recent.resynchronizations();
        position = recent.head();
        known = position;
        isLive = true;
        counts.countReset();
        send(ChangeEvent.reset(position));
    }

    /** Sends the next changes, if the client has taken the last ones. */
    void advance() {
        if (isBusy || response.isClosed()) {
            return;
        }
        if (isEnding) {
            response.end();
        } else if (isOutdated()) {
            reset();
        } else {
            sendNext();
        }
    }

    private void sendNext() {
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        while (part.size() == 0) {
            Optional<List<ChangeEvent>> next = recent.after(position.number(), MAX_CHANGES);
            if (next.isEmpty()) {
                isLive = false;
                isBusy = true;
                catchUp();
                return;
            }
            if (next.get().isEmpty()) {
                return;
            }
            next.get().forEach(event -> add(event, part));
        }
        send(part.toByteArray());
    }

    private void add(ChangeEvent event, ByteArrayOutputStream part) {
        position = event.change().position();
        if (filter.matches(event.change().document())) {
            part.writeBytes(event.bytes());
            known = position;
            counts.countEvents(1);
        }
    }

    private void send(byte[]... parts) {
        isBusy = true;
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        response.send(ByteBuffer.wrap(all.toByteArray()), () -> {
            isBusy = false;
            advance();
        });
    }

    /**
     * Sends a heartbeat if there is nothing else to send. Disconnects a client that still has not taken its last part when
     * the changes after it have left memory.
     */
    void beat() {
        if (response.isClosed()) {
            return;
        }
        if (!isBusy) {
            // Changes that the filter omits must not make the client's position too old.
            if (known.equals(position)) {
                send(HEARTBEAT);
            } else {
                known = position;
                send(HEARTBEAT, ChangeEvent.position(position));
            }
        } else if (isLive && !isOutdated() && !recent.covers(position.number())) {
            counts.countSlow();
            response.abort();
        }
    }

    /** Ends the stream after the part that is being sent. */
    void end() {
        isEnding = true;
        if (!isBusy) {
            response.end();
        }
    }

    /** Closes the connection. */
    void fail(Throwable failure) {
        response.fail(failure);
    }
}
