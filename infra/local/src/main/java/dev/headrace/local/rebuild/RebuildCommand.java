package dev.headrace.local.rebuild;

import static dev.headrace.local.core.LocalCore.JSON;

import dev.headrace.local.core.CoreClient;
import dev.headrace.local.core.CoreJob;
import dev.headrace.local.core.CoreJob.State;
import dev.headrace.local.core.ProblemException;
import dev.headrace.local.core.ProgressBar;
import dev.headrace.services.ServiceException;
import java.io.PrintWriter;

/** {@code rebuild}: starts the job and waits for it. */
public final class RebuildCommand {

    private RebuildCommand() {}

    private record Started(String job) {}

    /**
     * Returns the exit code: 1 if any document failed.
     *
     * @throws ServiceException if the rebuild is rejected, fails or is cancelled
     */
    public static int run(CoreClient core, PrintWriter out, PrintWriter err) {
        State end = new CoreJob(core, start(core)).await(ProgressBar.on(err));
        end.requireSuccess("The rebuild");
        end.failureLines().forEach(out::println);
        out.println("Documents rebuilt: " + end.done() + (end.failed() == 0
                ? "."
                : ", failed: " + end.failed()
                        + "."));
        return end.failed() == 0 ? 0 : 1;
    }

    private static String start(CoreClient core) {
        try {
            return JSON.readValue(core.post("/api/rebuild", "application/json", ""), Started.class).job();
        } catch (ProblemException e) {
            throw new ServiceException(String.valueOf(e.getMessage()), e);
        }
    }
}
