package dev.headrace.edge.http;

import java.util.concurrent.Executor;
import org.xnio.XnioIoThread;

/** Runs a task at the end of the current I/O thread's turn, after all ready requests; on other threads, immediately. */
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
