package dev.headrace.admin.importing;

/**
 * A file as it was sent.
 *
 * @param path relative to the imported folder, with forward slashes
 */
record SourceFile(String path, String content) {}
