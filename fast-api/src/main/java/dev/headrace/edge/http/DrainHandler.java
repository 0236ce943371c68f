package dev.headrace.edge.http;

import dev.headrace.edge.connection.OrdinaryGet;
import dev.headrace.edge.connection.ReadyResponse;
import dev.headrace.edge.connection.ReadyResponses;
import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Graceful shutdown: first makes clients close their connections, then rejects requests and signals when the last pending
 * one has been answered.
 *
 * <p>Undertow's own handler sends rejections itself, so they would not be problem details.
 */
final class DrainHandler implements HttpHandler, ExchangeCompletionListener {

    private enum State {
        OPEN, DRAINING, CLOSED
    }

    private static final long RETRY_SECONDS = 1;

    private final HttpHandler next;
    private final AtomicInteger pending = new AtomicInteger();
    private final CountDownLatch drained = new CountDownLatch(1);
    private volatile State state = State.OPEN;

    DrainHandler(HttpHandler next) {
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        // Counted before the state is read, so that close() waits for this request too.
        pending.incrementAndGet();
        exchange.addExchangeCompleteListener(this);
        State current = state;
        if (current != State.OPEN) {
            exchange.setPersistent(false);
        }
        if (current == State.CLOSED) {
            throw new ProblemException(Problem.retryLater(StatusCodes.SERVICE_UNAVAILABLE,
                    "This server is shutting down; retry with another one.", RETRY_SECONDS));
        }
        next.handleRequest(exchange);
    }

    @Override
    public void exchangeEvent(HttpServerExchange exchange, NextListener nextListener) {
        ended();
        nextListener.proceed();
    }

    private void ended() {
        if (pending.decrementAndGet() == 0 && state == State.CLOSED) {
            drained.countDown();
        }
    }

    /** Responses that need no handler, but only before shutdown begins. */
    ReadyResponses ready(PreparedResponses prepared) {
        return new ReadyResponses() {

            @Override
            public @Nullable ReadyResponse to(OrdinaryGet request) {
                return state == State.OPEN ? prepared.to(request) : null;
            }

            @Override
            public void delayed() {
                pending.incrementAndGet();
            }

            @Override
            public void delayEnded() {
                ended();
            }
        };
    }

    /** From now on, each connection is closed after its next response. */
    void drain() {
        state = State.DRAINING;
    }

    /** From now on, requests are rejected. */
    void close() {
        state = State.CLOSED;
    }

    /** Returns whether all pending requests were answered before the timeout. To be called after {@link #close}. */
    boolean await(Duration timeout) throws InterruptedException {
        return pending.get() == 0 || drained.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }
}
