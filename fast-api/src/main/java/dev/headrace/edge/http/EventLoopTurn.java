package dev.headrace.edge.http;

import java.util.concurrent.Executor;
import org.xnio.XnioIoThread;

/** Runs a task at the end of an I/O thread's turn, after all requests that it has found ready; on other threads at once. */
public final class EventLoopTurn implements Executor {

    @Override
    public void execute(Runnable task) {
        if (Thread.currentThread() instanceof XnioIoThread thread) {
            thread.execute(task);
        } else {
            task.run();
        }
    }
}
