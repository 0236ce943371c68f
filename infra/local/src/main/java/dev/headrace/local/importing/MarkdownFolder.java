package dev.headrace.local.importing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headrace.services.ServiceException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * The Markdown files in a folder and its subfolders.
 *
 * @param root the folder, without links
 * @param files paths of the Markdown files relative to the root, sorted, with slashes
 * @param ignored number of other files: hidden ones, links and other types
 */
record MarkdownFolder(Path root, List<String> files, int ignored) {

    /** As much as the core accepts in a call. */
    static final int MAX_BYTES = 16 << 20;
    static final String TOO_LARGE = "larger than " + (MAX_BYTES >> 20) + " MiB";
    /** Stands for the bytes of a name that cannot be decoded. */
    private static final char UNDECODABLE = '\ufffd';

    /** What is wrong with a file that is not read; the message is a predicate. */
    static final class UnreadableException extends Exception {

        private static final long serialVersionUID = 1L;

        UnreadableException(String message) {
            super(message);
        }
    }

    static MarkdownFolder scan(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new ServiceException(Files.exists(folder)
                    ? folder + " is not a folder."
                    : "Folder " + folder + " does not exist.");
        }
        Path root;
        Scan scan;
        try {
            root = folder.toRealPath();
            scan = new Scan(root);
            Files.walkFileTree(root, scan);
        } catch (IOException e) {
            throw new ServiceException("Cannot read " + folder + ": " + e, e);
        }
        return new MarkdownFolder(root, scan.files.stream().sorted().toList(), scan.ignored);
    }

    /**
     * The text of a file, which may have changed since the scan: links are not followed out of the folder.
     *
     * @throws UnreadableException if it is not a file of this folder, too large or not UTF-8
     */
    String read(String path) throws UnreadableException {
        Path file = root.resolve(path);
        try {
            if (!file.resolveSibling("").toRealPath().startsWith(root) || Files.isSymbolicLink(file)) {
                throw new UnreadableException("is a link out of the folder");
            }
            if (Files.exists(file) && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                // Reading a pipe would wait for a writer.
                throw new UnreadableException("is not a regular file");
            }
            byte[] bytes;
            try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                bytes = in.readNBytes(MAX_BYTES + 1);
            }
            if (bytes.length > MAX_BYTES) {
                throw new UnreadableException(TOO_LARGE);
            }
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new UnreadableException("not UTF-8");
        } catch (NoSuchFileException e) {
            throw new UnreadableException(path.indexOf(UNDECODABLE) < 0
                    ? "no longer exists"
                    : "the name of the file is not in the encoding of this system's locale (see LANG)");
        } catch (IOException e) {
            throw new UnreadableException("cannot read the file: " + e);
        }
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
