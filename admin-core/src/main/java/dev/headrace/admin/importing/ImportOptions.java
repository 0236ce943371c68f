package dev.headrace.admin.importing;

import dev.headrace.admin.web.InvalidInputException;

/**
 * Options of an import.
 *
 * @param type the name of the type of the entries
 * @param source name of the files' origin; with a file's path it identifies the entry in later imports
 * @param publish whether entries are published
 * @param dryRun whether the import only reports what it would do
 */
record ImportOptions(String type, String source, boolean publish, boolean dryRun) {

    private static final int MAX_SOURCE = 100;

    /** @throws InvalidInputException if the source is invalid */
    void check() {
        if (source.isBlank() || source.length() > MAX_SOURCE || source.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidInputException("/source",
                    "must have between 1 and " + MAX_SOURCE + " characters, without control characters");
        }
    }
}
