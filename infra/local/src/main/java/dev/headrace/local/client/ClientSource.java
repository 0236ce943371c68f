package dev.headrace.local.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headrace.local.core.CoreClient;
import dev.headrace.services.ServiceException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The source of a client, which the core generates from its model. */
public final class ClientSource {

    private final Language language;
    private final CoreClient core;

    public ClientSource(Language language, CoreClient core) {
        this.language = language;
        this.core = core;
    }

    /**
     * Writes the source.
     *
     * @param file null for standard output
     */
    public void write(@Nullable Path file, PrintWriter out) {
        String source = core.retry(() -> core.get(language.path()));
        if (file == null) {
            out.print(source);
            out.flush();
            return;
        }
        try {
            Files.writeString(file, source, UTF_8);
        } catch (IOException e) {
            throw new ServiceException("Cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
