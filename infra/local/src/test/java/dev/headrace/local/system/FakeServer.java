package dev.headrace.local.system;

import dev.headrace.services.Server;
import dev.headrace.services.ServiceException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that records what is done to it. */
final class FakeServer implements Server {

    private final String name;
    private final List<String> events;
    private final AtomicInteger logRotations = new AtomicInteger();
    private final CountDownLatch starting = new CountDownLatch(1);
    private volatile CountDownLatch becomesReady = new CountDownLatch(0);
    private volatile boolean running;
    private volatile boolean broken;
    private volatile boolean stubborn;
    private volatile boolean hung;

    /** @param events receives a line for each start and stop */
    FakeServer(String name, List<String> events) {
        this.name = name;
        this.events = events;
    }

    /** Makes starts fail. */
    FakeServer broken() {
        broken = true;
        return this;
    }

    /** Makes the next start hang until the server is stopped. */
    FakeServer hanging() {
        becomesReady = new CountDownLatch(1);
        return this;
    }

    /** Makes stops report that the server had to be killed. */
    FakeServer stubborn() {
        stubborn = true;
        return this;
    }

    /** Makes it leave probes unanswered until it is started again. */
    FakeServer hung() {
        hung = true;
        return this;
    }

    /** Returns once it is being started. */
    void awaitStarting() throws InterruptedException {
        starting.await();
    }

    @Override
    public void start() {
        if (broken) {
            throw new ServiceException(name + " failed to start.");
        }
        CountDownLatch ready = becomesReady;
        boolean hanging = ready.getCount() > 0;
        events.add("start " + name);
        starting.countDown();
        try {
            ready.await();
            if (hanging) {
                throw new ServiceException(name + " exited during startup.");
            }
            hung = false;
            running = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean stop() {
        boolean starting = becomesReady.getCount() > 0;
        if (running || starting) {
            events.add("stop " + name);
            running = false;
            becomesReady.countDown();
        }
        return !stubborn;
    }

    @Override
    public void rotateLog() {
        logRotations.incrementAndGet();
    }

    /** How often its log was rotated. */
    int logRotations() {
        return logRotations.get();
    }

    @Override
    public void kill() {
        events.add("kill " + name);
        running = false;
    }

    @Override
    public boolean answers() {
        return running && !hung;
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
