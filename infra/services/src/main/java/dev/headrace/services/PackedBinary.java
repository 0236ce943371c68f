package dev.headrace.services;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;
import org.tukaani.xz.XZInputStream;

/**
 * A program that comes as a class path resource and is laid out once per installation, in a folder that bears the
 * resource's size: another version of it is another folder.
 */
final class PackedBinary {

    /** File locks are the whole JVM's: its threads need one of their own. */
    private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();

    private final Path folder;
    private final String resource;

    PackedBinary(Installation installation, String resource) {
        this.folder = installation.unpacked().resolve(resource + "-" + size(resource));
        this.resource = resource;
    }

    /** The folder that holds what an archive ({@code .txz}) contained. */
    Path unpackedArchive() {
        return layOut(this::untar);
    }

    /** The program, for a resource that is one. */
    Path program() {
        return layOut(this::copy).resolve(resource);
    }

    private interface Layout {
        void into(Path target) throws IOException;
    }

    private Path layOut(Layout layout) {
        ONE_AT_A_TIME.lock();
        try {
            Files.createDirectories(folder.getParent());
            try (FileChannel lockFile = FileChannel.open(folder.resolveSibling(folder.getFileName() + ".lock"),
                    StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                var _ = lockFile.lock();
                Path done = folder.resolve(".done");
                if (!Files.exists(done)) {
                    Files.createDirectories(folder);
                    layout.into(folder);
                    Files.createFile(done);
                }
                return folder;
            }
        } catch (IOException e) {
            throw new ServiceException("Cannot unpack " + resource + " to " + folder + ": " + e.getMessage(), e);
        } finally {
            ONE_AT_A_TIME.unlock();
        }
    }

    private void copy(Path target) throws IOException {
        Path program = target.resolve(resource);
        try (InputStream in = open(); OutputStream out = Files.newOutputStream(program)) {
            in.transferTo(out);
        }
        if (!program.toFile().setExecutable(true)) {
            throw new IOException(program + " cannot be made executable");
        }
    }

    private void untar(Path target) throws IOException {
        // Every system has tar, not every one has xz.
        Process tar = new ProcessBuilder("tar", "-x", "-f", "-", "-C", target.toString())
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        try (InputStream in = new XZInputStream(open()); OutputStream out = tar.getOutputStream()) {
            in.transferTo(out);
        }
        if (exitCode(tar) != 0) {
            throw new IOException("tar failed");
        }
    }

    private static int exitCode(Process process) {
        return process.onExit().join().exitValue();
    }

    private InputStream open() throws IOException {
        return url(resource).openStream();
    }

    private static long size(String resource) {
        try {
            return url(resource).openConnection().getContentLengthLong();
        } catch (IOException e) {
            throw new ServiceException("Cannot read " + resource + ": " + e.getMessage(), e);
        }
    }

    private static URL url(String resource) {
        URL url = PackedBinary.class.getResource("/" + resource);
        if (url == null) {
            throw new ServiceException(resource + " is not on the class path.");
        }
        return url;
    }
}
