package dev.headrace.admin.importing;

/**
 * An uploaded file.
 *
 * @param path relative to the imported folder, with forward slashes
 */
record SourceFile(String path, String content) {}
