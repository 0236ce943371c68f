package dev.headrace.local.importing;

import dev.headrace.local.data.LocalData;
import dev.headrace.services.ServiceException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the next import finds the entries of this one by, together with their paths.
 *
 * @param name usually the folder's own
 * @param folder the absolute path of the folder that is imported
 */
public record ImportSource(String name, Path folder) {

    /**
     * The source of that name, or of the folder's if none is given.
     *
     * @throws ServiceException if the folder's name is the source of another folder's entries, which would be overwritten
     */
    public static ImportSource of(Path folder, @Nullable String given, LocalData data) {
        Path absolute = folder.toAbsolutePath().normalize();
        if (given != null) {
            return new ImportSource(given, absolute);
        }
        String name = String.valueOf(absolute.getFileName());
        data.importedFolder(name).filter(known -> !known.equals(absolute)).ifPresent(known -> {
            throw new ServiceException("Source '" + name + "' is what was imported from " + known
                    + "; give this folder another with --source NAME, or continue that one with --source " + name
                    + ".");
        });
        return new ImportSource(name, absolute);
    }

    /** From now on the name stands for this folder. */
    public void rememberIn(LocalData data) {
        data.rememberImport(name, folder);
    }
}
