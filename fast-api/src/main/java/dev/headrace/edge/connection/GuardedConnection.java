package dev.headrace.edge.connection;

import dev.headrace.edge.connection.RequestCheck.Phase;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.conduits.ConduitStreamSinkChannel;
import org.xnio.conduits.ConduitStreamSourceChannel;
import org.xnio.conduits.StreamSinkConduit;
import org.xnio.conduits.StreamSourceConduit;

/**
 * A connection between the socket and Undertow: checks requests before Undertow reads them, and enforces timeouts. Used
 * only on the connection's I/O thread.
 */
final class GuardedConnection {

    private static final long LINGER = 2_000;
    private static final int MAX_DISCARDED_READS = 64;
    // HTTP/1.1 1xx
    private static final int STATUS_CLASS = 9;

    private final StreamConnection connection;
    private final Connections connections;
    private final TimeoutSweep sweep;
    private final RefusalResponses responses;
    private final StreamSourceConduit source;
    private final StreamSinkConduit sink;
    private final RequestCheck check = new RequestCheck();
    private final OrdinaryGet request;
    private final ReadyResponses ready;
    private final ReadySender sender;

    private Phase phase = Phase.IDLE;
    /** Number of requests that have begun to arrive, and of those that were passed to handlers. */
    private int requests;
    private int handled;
    private long phaseStart;
    private long bodyBytes;
    /** Whether a request is being handled whose response has not begun. */
    private boolean pending;
    /** Whether a response is being sent whose parts do not follow one another at once. */
    private boolean streaming;
    private long responseStart;
    private long responseBytes;
    private long lastActivity;

    /** Refuses the next read; null while all requests were well-formed. */
    private @Nullable Refusal refusal;
    private boolean refusedInBody;
    private boolean refused;
    private boolean expired;

    GuardedConnection(StreamConnection connection, Connections connections, TimeoutSweep sweep,
            RefusalResponses responses, ReadyResponses ready, SendBuffer buffer, OrdinaryGet request) {
        this.connection = connection;
        this.connections = connections;
        this.sweep = sweep;
        this.responses = responses;
        this.ready = ready;
        this.request = request;
        this.source = connection.getSourceChannel().getConduit();
        this.sink = connection.getSinkChannel().getConduit();
        this.lastActivity = sweep.now();
        connection.getSourceChannel().setConduit(new GuardedSource(source, this));
        GuardedSink guarded = new GuardedSink(sink, this, buffer);
        connection.getSinkChannel().setConduit(guarded);
        this.sender = new ReadySender(connection, source, guarded, ready);
    }

    /**
     * Reads what may pass.
     *
     * @return the number of bytes read, 0 if there are none yet, or -1 at the end
     * @throws IOException if the body of the current request is malformed, or too late
     */
    int read(ByteBuffer target) throws IOException {
        requireUnexpired();
        if (refusal != null) {
            return refuse(target, refusal);
        }
        int from = target.position();
        int length = source.read(target);
        if (length <= 0) {
            return length;
        }
        boolean isFree = phase == Phase.IDLE && requests == handled && !pending;
        try {
            check.check(target, from, from + length);
        } catch (RefusedException e) {
            return passBefore(target, from, e.refusal());
        }
        received(length);
        return isFree && respond(target, from) ? 0 : length;
    }

    /** Responds to what has just arrived if it is one request whose response is ready; then nothing is left to read. */
    private boolean respond(ByteBuffer target, int from) throws IOException {
        ReadyResponse response = request.read(target, from, target.position(), check) ? ready.to(request) : null;
        if (response == null) {
            return false;
        }
        target.position(from);
        handling();
        sender.send(response);
        return true;
    }

    /** Whether a client is slow to take a response that was ready. Then nothing is read. */
    boolean isResponding() {
        return sender.isDelayed();
    }

    /** Lets earlier requests pass, so that they are answered first. */
    private int passBefore(ByteBuffer target, int from, Refusal reason) throws IOException {
        connections.countMalformed();
        refusal = reason;
        refusedInBody = phase == Phase.BODY && check.requests() == requests;
        int length = check.start() - from;
        target.position(check.start());
        if (length == 0) {
            return refuse(target, reason);
        }
        lastActivity = sweep.now();
        enter(Phase.IDLE);
        return length;
    }

    private int refuse(ByteBuffer target, Refusal reason) throws IOException {
        if (!refused) {
            refused = true;
            phaseStart = sweep.now();
            if (!refusedInBody || pending) {
                respond(reason);
            }
            if (refusedInBody) {
                for (int i = 0; i < MAX_DISCARDED_READS && discard(target) > 0; i++) {
                    // Unread data would make the kernel discard the response.
                }
                throw new IOException(reason.detail());
            }
        }
        return Math.min(discard(target), 0);
    }

    private int discard(ByteBuffer target) throws IOException {
        int position = target.position();
        int length = source.read(target);
        target.position(position);
        return length;
    }

    /** Whether the reader must be woken up even if nothing more arrives. */
    boolean hasPendingRefusal() {
        return refusal != null && !refused;
    }

    /** Whether the response to a malformed request was sent, and the client may still be sending. */
    boolean isLingering() {
        return refused;
    }

    private void received(int length) {
        lastActivity = sweep.now();
        Phase next = check.phase();
        if (check.requests() != requests) {
            requests = check.requests();
            enter(next);
        } else if (next != phase) {
            enter(next);
        } else {
            bodyBytes += length;
        }
    }

    private void enter(Phase next) {
        phase = next;
        phaseStart = lastActivity;
        bodyBytes = 0;
    }

    /** Requests that arrived together are handled one after the other, and each has timeouts of its own. */
    void handling() {
        handled++;
        pending = true;
        begin(false);
    }

    private void begin(boolean isPart) {
        streaming = isPart;
        lastActivity = sweep.now();
        responseStart = lastActivity;
        responseBytes = 0;
    }

    /** The next part of a response has the time of a whole one, and may be followed by a pause of any length. */
    void streaming() {
        begin(true);
    }

    /** The end of a response in parts follows. */
    void streamed() {
        begin(false);
    }

    private void requireUnexpired() throws ClosedChannelException {
        if (expired) {
            throw new ClosedChannelException();
        }
    }

    /**
     * To be called before a write, because a write may take nothing.
     *
     * @throws ClosedChannelException if nothing must be written any more
     */
    void sending(ByteBuffer first) throws ClosedChannelException {
        requireUnexpired();
        if (pending && !isInterim(first)) {
            pending = false;
            responseStart = sweep.now();
        }
    }

    private static boolean isInterim(ByteBuffer first) {
        return first.remaining() > STATUS_CLASS && first.get(first.position() + STATUS_CLASS) == '1';
    }

    void sent(long length) {
        if (length > 0) {
            lastActivity = sweep.now();
            responseBytes += length;
        }
    }

    /** Closes the connection if a timeout has passed. */
    boolean isStillOpen() {
        if (!connection.isOpen()) {
            return false;
        }
        long now = sweep.now();
        Timeouts timeouts = connections.timeouts();
        if (refused) {
            return now - phaseStart <= LINGER || end();
        }
        if (sink.isWriteResumed()) {
            return !isOverForResponse(now, timeouts) || expire(false);
        }
        if (streaming) {
            phaseStart = now;
            return true;
        }
        if (awaitsClient()) {
            return !isLate(now, timeouts) || expire(phase == Phase.HEAD || pending);
        }
        // What the client sends now has to wait.
        phaseStart = now;
        return now - lastActivity <= (pending ? timeouts.answer() : timeouts.idle()) || expire(false);
    }

    /** Parts of streams are too small for a rate. */
    private boolean isOverForResponse(long now, Timeouts timeouts) {
        long elapsed = now - responseStart;
        return streaming ? elapsed > timeouts.response() : timeouts.isOverForResponse(elapsed, responseBytes);
    }

    /** Whether the edge waits for the rest of a head or a body, and not only for a request to begin. */
    private boolean awaitsClient() {
        return source.isReadResumed() && switch (phase) {
            case IDLE -> false;
            case HEAD -> !pending;
            case BODY -> requests == handled;
        };
    }

    private boolean isLate(long now, Timeouts timeouts) {
        return switch (phase) {
            case IDLE -> false;
            case HEAD -> now - phaseStart > timeouts.head();
            case BODY -> timeouts.isOverForBody(now - phaseStart, bodyBytes);
        };
    }

    void close() {
        IoUtils.safeClose(connection);
    }

    /** @return false */
    private boolean expire(boolean answer) {
        connections.countTimeout();
        if (answer) {
            respond(Refusal.TIMEOUT);
        }
        return end();
    }

    /** @return false */
    private boolean end() {
        expired = true;
        // Pending reads and writes must fail. If the connection were closed first, Undertow would take a part of a body for
        // all of it.
        if (source.isReadResumed()) {
            ConduitStreamSourceChannel channel = connection.getSourceChannel();
            ChannelListeners.invokeChannelListener(channel, channel.getReadListener());
        }
        if (sink.isWriteResumed()) {
            ConduitStreamSinkChannel channel = connection.getSinkChannel();
            ChannelListeners.invokeChannelListener(channel, channel.getWriteListener());
        }
        close();
        return false;
    }

    private void respond(Refusal reason) {
        try {
            // What does not fit into the socket's buffer is lost with the connection.
            var _ = sink.write(responses.of(reason));
            sink.terminateWrites();
        } catch (IOException e) {
            // The client has gone.
        }
    }
}
