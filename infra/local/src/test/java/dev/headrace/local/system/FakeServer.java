package dev.headrace.local.system;

import dev.headrace.services.Server;
import dev.headrace.services.ServiceException;
import java.util.List;

/** A server that only tells what is done to it. */
final class FakeServer implements Server {

    private final String name;
    private final List<String> events;
    private volatile boolean running;
    private volatile boolean broken;

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

    @Override
    public void start() {
        if (broken) {
            throw new ServiceException(name + " does not start.");
        }
        events.add("start " + name);
        running = true;
    }

    @Override
    public void stop() {
        if (running) {
            events.add("stop " + name);
            running = false;
        }
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
