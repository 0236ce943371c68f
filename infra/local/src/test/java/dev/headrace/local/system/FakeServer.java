package dev.headrace.local.system;

import dev.headrace.services.Server;
import dev.headrace.services.ServiceException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that only tells what is done to it. */
final class FakeServer implements Server {

    private final String name;
    private final List<String> events;
    private final AtomicInteger logBounds = new AtomicInteger();
    private final CountDownLatch starting = new CountDownLatch(1);
    private volatile CountDownLatch mayAnswer = new CountDownLatch(0);
    private volatile boolean running;
    private volatile boolean broken;
    private volatile boolean stubborn;

    /** @param events where it tells it */
    FakeServer(String name, List<String> events) {
        this.name = name;
        this.events = events;
    }

    /** From now on it cannot be started. */
    FakeServer broken() {
        broken = true;
        return this;
    }

    /** From now on it starts but does not answer, until it is stopped. */
    FakeServer mute() {
        mayAnswer = new CountDownLatch(1);
        return this;
    }

    /** From now on it has to be killed. */
    FakeServer stubborn() {
        stubborn = true;
        return this;
    }

    /** Returns once somebody started it. */
    void awaitStarting() throws InterruptedException {
        starting.await();
    }

    @Override
    public void start() {
        if (broken) {
            throw new ServiceException(name + " does not start.");
        }
        CountDownLatch answer = mayAnswer;
        boolean mute = answer.getCount() > 0;
        events.add("start " + name);
        starting.countDown();
        try {
            answer.await();
            if (mute) {
                throw new ServiceException(name + " ended while it started.");
            }
            running = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean stop() {
        boolean starts = mayAnswer.getCount() > 0;
        if (running || starts) {
            events.add("stop " + name);
            running = false;
            mayAnswer.countDown();
        }
        return !stubborn;
    }

    @Override
    public void rotateLog() {
        logBounds.incrementAndGet();
    }

    /** How often it was told to keep its log small. */
    int logBounds() {
        return logBounds.get();
    }

    @Override
    public void kill() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int port() {
        return 0;
    }
}
