package dev.headrace.local.schema;

import static dev.headrace.local.core.LocalCore.JSON;

import dev.headrace.local.core.CoreClient;
import dev.headrace.local.core.CoreJob;
import dev.headrace.local.core.CoreJob.State;
import dev.headrace.local.core.ProblemException;
import dev.headrace.local.core.Progress;
import dev.headrace.services.ServiceException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A model in a YAML file, compared with or applied to a core's model.
 *
 * @param path the file
 */
public record ModelFile(Path path) {

    private static final Path STANDARD_OUTPUT = Path.of("-");
    private static final String YAML = "application/yaml";

    /**
     * A change of the model, as reported by the core.
     *
     * @param job id of the job that adapts the values of many entries after the change
     */
    private record Plan(List<Step> steps, @Nullable String job) {}

    private record Step(String kind, String type, @Nullable String field, String effect, boolean destructive) {}

    /** Writes the core's model to the file; prints it if the path is {@code -}. */
    public void snapshot(CoreClient core, PrintWriter out) {
        String model = core.get("/api/schema");
        if (path.equals(STANDARD_OUTPUT)) {
            out.print(model);
            out.flush();
            return;
        }
        try {
            Files.writeString(path, model);
            out.println("Wrote the model to " + path + ".");
        } catch (IOException e) {
            throw new ServiceException("Cannot write " + path + ": " + e, e);
        }
    }

    /** Prints each step from the core's model to the file's; nothing if they are the same. */
    public void diff(CoreClient core, boolean prune, PrintWriter out) {
        send(core, "/api/schema/diff?prune=" + prune).steps().forEach(step -> out.println(line(step)));
    }

    /** Applies the file to the core, prints the steps, and waits until stored values are adapted. */
    public void apply(CoreClient core, boolean prune, boolean allowDestructive, PrintWriter out, Progress progress) {
        Plan done = applied(core, prune, allowDestructive, out);
        done.steps().forEach(step -> out.println(line(step)));
        out.println(done.steps().isEmpty()
                ? "The model already matches the file."
                : "Applied: " + done.steps().size() + (done.steps().size() == 1 ? " step." : " steps."));
        if (done.job() != null) {
            State end = new CoreJob(core, done.job()).await(progress);
            end.requireSuccess("The model has changed, but the job that adapts stored values");
            out.println("Adapted the values of " + end.done() + " entries.");
        }
    }

    private Plan applied(CoreClient core, boolean prune, boolean allowDestructive, PrintWriter out) {
        try {
            return call(core, "/api/schema/apply?prune=" + prune + "&allowDestructive=" + allowDestructive);
        } catch (ProblemException e) {
            if (!"allowDestructive=true".equals(e.permittedBy())) {
                throw new ServiceException(message(e), e);
            }
            diff(core, prune, out);
            throw new ServiceException("Not applied: the changes marked with ! must be allowed."
                    + " Use --allow-destructive to apply them anyway.", e);
        }
    }

    private static String line(Step step) {
        return (step.destructive() ? "! " : "  ") + step.effect();
    }

    private Plan send(CoreClient core, String call) {
        try {
            return call(core, call);
        } catch (ProblemException e) {
            throw new ServiceException(message(e), e);
        }
    }

    private Plan call(CoreClient core, String call) {
        return JSON.readValue(core.post(call, YAML, read()), Plan.class);
    }

    private String read() {
        try {
            String model = Files.readString(path);
            if (model.isBlank()) {
                throw new ServiceException(path + " is empty.");
            }
            return model;
        } catch (NoSuchFileException e) {
            throw new ServiceException(path + " does not exist.", e);
        } catch (CharacterCodingException e) {
            throw new ServiceException(path + " is not UTF-8.", e);
        } catch (IOException e) {
            throw new ServiceException("Cannot read " + path + ": " + e, e);
        }
    }

    private String message(ProblemException problem) {
        if (!problem.faults().isEmpty()) {
            return problem.faults().stream().map(fault -> fault.toString(path.toString()))
                    .collect(Collectors.joining("\n"));
        }
        return String.valueOf(problem.getMessage());
    }
}
