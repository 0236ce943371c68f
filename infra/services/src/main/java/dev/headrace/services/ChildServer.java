package dev.headrace.services;

import dev.headrace.services.ChildProcess.Probe;
import dev.headrace.services.ChildProcess.StopSignal;
import java.time.Duration;
import java.util.Map;

/** A server that runs as one child process of this JVM; subclasses start it. */
public abstract class ChildServer implements Server {

    private final String name;
    private final int port;
    private final ChildProcess process;

    /** @param name display name; in lower case, the base name of its files */
    protected ChildServer(String name, DataFolder folder, int port, StopSignal stopSignal) {
        this.name = name;
        this.port = port;
        this.process = new ChildProcess(name, folder, stopSignal);
    }

    /**
     * Starts the program and waits until it is ready or stopped.
     *
     * @throws ServiceException with the last lines of its output, if it exits or is not ready in time
     */
    protected final void run(ProcessBuilder program, Probe probe, Duration timeout) {
        process.start(program, probe, timeout);
    }

    /**
     * The same, with messages for known exit codes.
     *
     * @param exitMessages messages by exit code
     */
    protected final void run(ProcessBuilder program, Probe probe, Duration timeout,
            Map<Integer, String> exitMessages) {
        process.start(program, probe, timeout, exitMessages);
    }

    /** Whether it replies, even if only with an error; an exception means that it does not. */
    protected abstract boolean replies() throws Exception;

    @Override
    public final boolean answers() {
        try {
            return isRunning() && replies();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        } catch (Exception e) {
            return false;
        }
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
    public final void rotateLog() {
        process.rotateLog();
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
