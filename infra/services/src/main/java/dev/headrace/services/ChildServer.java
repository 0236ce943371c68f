package dev.headrace.services;

import dev.headrace.services.ChildProcess.Probe;
import dev.headrace.services.ChildProcess.StopSignal;
import java.time.Duration;
import java.util.Map;

/** A server that is one child process of this JVM; what differs from server to server is how it is started. */
public abstract class ChildServer implements Server {

    private final String name;
    private final int port;
    private final ChildProcess process;

    /** @param name what people call it; in lower case, the name of its files */
    protected ChildServer(String name, DataFolder folder, int port, StopSignal stopSignal) {
        this.name = name;
        this.port = port;
        this.process = new ChildProcess(name, folder, stopSignal);
    }

    /**
     * Starts the program and waits until it answers, unless it is stopped meanwhile.
     *
     * @throws ServiceException with the last lines of its output, if it ends or does not answer in time
     */
    protected final void run(ProcessBuilder program, Probe probe, Duration patience) {
        process.start(program, probe, patience);
    }

    /**
     * The same, for a program whose exit code may say why it ended.
     *
     * @param refusals exit codes, and the sentence that each stands for
     */
    protected final void run(ProcessBuilder program, Probe probe, Duration patience, Map<Integer, String> refusals) {
        process.start(program, probe, patience, refusals);
    }

    @Override
    public final boolean stop() {
        return process.stop();
    }

    @Override
    public final void kill() {
        process.kill();
    }

    @Override
    public final void boundLog() {
        process.boundLog();
    }

    @Override
    public final boolean isRunning() {
        return process.isRunning();
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final int port() {
        return port;
    }
}
