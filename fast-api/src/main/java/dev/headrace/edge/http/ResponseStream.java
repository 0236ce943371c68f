package dev.headrace.edge.http;

import dev.headrace.edge.connection.GuardedSink;
import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.SameThreadExecutor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;

/**
 * A response that is sent in parts, the next one when the client has taken the last. No thread waits for the client, which is
 * disconnected if it takes longer for 64 KiB than for a whole response. Confined to its I/O thread.
 */
public final class ResponseStream {

    /** Within the time for a response, so that it takes about a kilobyte per second. */
    private static final int MAX_PART = 64 * 1024;

    private final HttpServerExchange exchange;
    private final GuardedSink sink;
    private final Callback callback = new Callback();
    private @Nullable ByteBuffer rest;
    private @Nullable Runnable onTaken;
    private @Nullable Runnable onClose;
    private boolean closed;

    private ResponseStream(HttpServerExchange exchange) {
        this.exchange = exchange;
        this.sink = (GuardedSink) ((HttpServerConnection) exchange.getConnection()).getOriginalSinkConduit();
        exchange.addExchangeCompleteListener((_, next) -> {
            closed();
            next.proceed();
        });
    }

    /**
     * Opens the response to a request. The caller must not use the exchange afterwards.
     *
     * @param begin called on the I/O thread; may throw a {@link ProblemException} if it has not sent anything
     */
    public static void open(HttpServerExchange exchange, Consumer<ResponseStream> begin) {
        ResponseStream stream = new ResponseStream(exchange);
        exchange.dispatch(SameThreadExecutor.INSTANCE, () -> {
            try {
                begin.accept(stream);
            } catch (Throwable e) {
                stream.fail(e);
            }
        });
    }

    /** The I/O thread. All methods must be called there. */
    public Executor thread() {
        return exchange.getIoThread();
    }

    /** Calls this when the response is complete, or the client has gone; at once if that has happened already. */
    public void onClose(Runnable action) {
        if (closed) {
            action.run();
        } else {
            onClose = action;
        }
    }

    public boolean isClosed() {
        return closed;
    }

    /** Sets the header. Responses to {@code HEAD} end here. */
    public void start(String contentType) {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, contentType).put(Headers.CACHE_CONTROL, "no-store");
        if (exchange.getRequestMethod().equals(Methods.HEAD)) {
            exchange.endExchange();
        }
    }

    /**
     * Sends the next part.
     *
     * @param taken called once the client has taken it, unless it has gone
     */
    public void send(ByteBuffer part, Runnable taken) {
        if (closed) {
            return;
        }
        rest = part;
        onTaken = taken;
        sendSome();
    }

    private void sendSome() {
        ByteBuffer left = rest;
        if (left == null || closed) {
            return;
        }
        if (left.hasRemaining()) {
            int length = Math.min(MAX_PART, left.remaining());
            ByteBuffer some = left.slice(left.position(), length);
            left.position(left.position() + length);
            sink.streaming();
            exchange.getResponseSender().send(some, callback);
        } else {
            rest = null;
            Runnable taken = onTaken;
            if (taken != null) {
                run(taken);
            }
        }
    }

    private void run(Runnable taken) {
        try {
            taken.run();
        } catch (Throwable e) {
            fail(e);
        }
    }

    /** Sends the end of the response. */
    public void end() {
        if (!closed) {
            sink.streamed();
            exchange.endExchange();
        }
    }

    /** Answers with a problem; after the first part, closes the connection, so that the client notices that parts are missing. */
    public void fail(Throwable failure) {
        if (closed) {
            return;
        }
        if (exchange.isResponseStarted()) {
            ProblemHandler.log(exchange, failure);
            abort();
        } else {
            ProblemHandler.answer(exchange, failure);
        }
    }

    /** Closes the connection. */
    public void abort() {
        if (!closed) {
            IoUtils.safeClose(exchange.getConnection());
            exchange.endExchange();
            closed();
        }
    }

    private void closed() {
        closed = true;
        rest = null;
        Runnable action = onClose;
        onClose = null;
        if (action != null) {
            action.run();
        }
    }

    private final class Callback implements IoCallback {

        @Override
        public void onComplete(HttpServerExchange completed, Sender sender) {
            sendSome();
        }

        @Override
        public void onException(HttpServerExchange failed, Sender sender, IOException exception) {
            abort();
        }
    }
}
