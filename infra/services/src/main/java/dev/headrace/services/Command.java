package dev.headrace.services;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;

/** Runs programs to completion. */
final class Command {

    private Command() {}

    /**
     * The program's output.
     *
     * @throws ServiceException with the output, if it fails
     */
    static String run(String name, List<String> command) {
        try {
            Process process = Environments.program(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.onExit().join().exitValue() != 0) {
                throw new ServiceException(name + " failed: " + output.strip());
            }
            return output;
        } catch (IOException e) {
            throw new ServiceException("Cannot run " + name + ": " + e.getMessage(), e);
        }
    }
}
