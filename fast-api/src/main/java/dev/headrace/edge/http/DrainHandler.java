package dev.headrace.edge.http;

import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets requests through until the server is to stop: then first it asks clients to go elsewhere, and later it refuses them
 * and tells when the last request under way has been answered.
 *
 * <p>Undertow's own handler for this refuses without a word, and so cannot stand inside those that make problems of
 * failures.
 */
final class DrainHandler implements HttpHandler, ExchangeCompletionListener {

    private enum State {
        OPEN, LEAVING, CLOSED
    }

    private static final long RETRY_SECONDS = 1;

    private final HttpHandler next;
    private final AtomicInteger underWay = new AtomicInteger();
    private final CountDownLatch drained = new CountDownLatch(1);
    private volatile State state = State.OPEN;

    DrainHandler(HttpHandler next) {
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        // Counted before the state is looked at, so that close() misses nobody.
        underWay.incrementAndGet();
        exchange.addExchangeCompleteListener(this);
        State current = state;
        if (current != State.OPEN) {
            exchange.setPersistent(false);
        }
        if (current == State.CLOSED) {
            throw new ProblemException(Problem.retryLater(StatusCodes.SERVICE_UNAVAILABLE,
                    "This server is stopping; another one will answer.", RETRY_SECONDS));
        }
        next.handleRequest(exchange);
    }

    @Override
    public void exchangeEvent(HttpServerExchange exchange, NextListener nextListener) {
        if (underWay.decrementAndGet() == 0 && state == State.CLOSED) {
            drained.countDown();
        }
        nextListener.proceed();
    }

    /** From now on each connection ends with the answer to its next request. */
    void leave() {
        state = State.LEAVING;
    }

    /**
     * From now on requests are refused.
     *
     * @return whether all that were under way have been answered within the time
     */
    boolean close(Duration time) throws InterruptedException {
        state = State.CLOSED;
        return underWay.get() == 0 || drained.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }
}
