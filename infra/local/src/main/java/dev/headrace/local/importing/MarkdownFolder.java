package dev.headrace.local.importing;

import dev.headrace.services.ServiceException;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * The Markdown files in a folder and its subfolders.
 *
 * @param root the folder
 * @param files paths of the Markdown files relative to the root, sorted, with slashes
 * @param ignored number of other files: hidden ones, links and other types
 */
record MarkdownFolder(Path root, List<String> files, int ignored) {

    static MarkdownFolder scan(Path root) {
        if (!Files.isDirectory(root)) {
            throw new ServiceException(Files.exists(root)
                    ? root + " is not a folder."
                    : "Folder " + root + " does not exist.");
        }
        Scan scan = new Scan(root);
        try {
            Files.walkFileTree(root, scan);
        } catch (IOException e) {
            throw new ServiceException("Cannot read " + root + ": " + e, e);
        }
        return new MarkdownFolder(root, scan.files.stream().sorted().toList(), scan.ignored);
    }

    private static final class Scan extends SimpleFileVisitor<Path> {
        private final Path root;
        private final List<String> files = new ArrayList<>();
        private int ignored;

        private Scan(Path root) {
            this.root = root;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean hidden = !folder.equals(root) && isHidden(folder);
            return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (isHidden(file) || !attributes.isRegularFile() || !file.toString().endsWith(".md")) {
                ignored++;
            } else {
                files.add(root.relativize(file).toString().replace(File.separatorChar, '/'));
            }
            return FileVisitResult.CONTINUE;
        }

        private static boolean isHidden(Path path) {
            return path.getFileName().toString().startsWith(".");
        }
    }
}
