package dev.headrace.edge.connection;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.XnioIoThread;

/** Accepts connections within the limits, and passes them on guarded. */
public final class GuardedListener implements ChannelListener<StreamConnection> {

    private static final int DISCARDED = 1024;

    private final ChannelListener<StreamConnection> next;
    private final Connections connections;
    private final RefusalResponses responses;
    private final ReadyResponses ready;
    private final Map<XnioIoThread, PerThread> threads = new ConcurrentHashMap<>();

    /** What the connections of an I/O thread share. */
    private record PerThread(TimeoutSweep sweep, SendBuffer buffer, OrdinaryGet request) {

        static PerThread of(XnioIoThread thread) {
            TimeoutSweep sweep = new TimeoutSweep();
            sweep.start(thread);
            return new PerThread(sweep, new SendBuffer(), new OrdinaryGet());
        }
    }

    /**
     * @param next such as Undertow's, which reads and answers requests
     * @param ready answers some of them before they are passed on
     */
    public GuardedListener(ChannelListener<StreamConnection> next, Connections connections,
            RefusalResponses responses, ReadyResponses ready) {
        this.next = next;
        this.connections = connections;
        this.responses = responses;
        this.ready = ready;
    }

    @Override
    public void handleEvent(StreamConnection connection) {
        String address = ClientNetwork.of(connection.getPeerAddress(InetSocketAddress.class).getAddress());
        Refusal refusal = connections.admit(address);
        if (refusal != null) {
            refuse(connection, refusal);
            return;
        }
        connection.setCloseListener(_ -> connections.release(address));
        PerThread thread = threads.computeIfAbsent(connection.getIoThread(), PerThread::of);
        thread.sweep.add(new GuardedConnection(connection, connections, thread.sweep, responses, ready, thread.buffer,
                thread.request));
        next.handleEvent(connection);
    }

    private void refuse(StreamConnection connection, Refusal refusal) {
        try {
            var _ = connection.getSinkChannel().write(responses.of(refusal));
            // Unread data would make the kernel discard the response.
            var _ = connection.getSourceChannel().read(ByteBuffer.allocate(DISCARDED));
        } catch (IOException e) {
            // The client has gone.
        } finally {
            IoUtils.safeClose(connection);
        }
    }
}
