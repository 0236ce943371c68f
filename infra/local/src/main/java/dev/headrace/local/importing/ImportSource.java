package dev.headrace.local.importing;

import dev.headrace.local.data.LocalData;
import dev.headrace.services.ServiceException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The source of an import. Together with the files' paths it identifies entries in later imports.
 *
 * @param name by default the folder's name
 * @param folder absolute path of the imported folder
 */
public record ImportSource(String name, Path folder) {

    /**
     * The source with the given name, or named after the folder.
     *
     * @throws ServiceException if another folder was imported under the folder's name; its entries would be overwritten
     */
    public static ImportSource of(Path folder, @Nullable String explicitName, LocalData data) {
        Path absolute = folder.toAbsolutePath().normalize();
        if (explicitName != null) {
            return new ImportSource(explicitName, absolute);
        }
        String name = String.valueOf(absolute.getFileName());
        data.importedFolder(name).filter(known -> !known.equals(absolute)).ifPresent(known -> {
            throw new ServiceException("Source '" + name + "' was imported from " + known
                    + "; use --source NAME to choose another source for this folder, or --source " + name
                    + " to update the entries of that one.");
        });
        return new ImportSource(name, absolute);
    }

    /** Remembers that this folder was imported under the name. */
    public void rememberIn(LocalData data) {
        data.rememberImport(name, folder);
    }
}
