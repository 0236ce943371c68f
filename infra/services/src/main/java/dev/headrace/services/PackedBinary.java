package dev.headrace.services;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;
import org.tukaani.xz.XZInputStream;

/**
 * A program that is bundled as a class path resource and unpacked once per installation. The folder's name contains the
 * resource's size, so each version has its own folder.
 */
final class PackedBinary {

    /** File locks are per JVM, so its threads need a lock of their own. */
    private static final ReentrantLock UNPACK_LOCK = new ReentrantLock();

    private final Path folder;
    private final String resource;

    PackedBinary(Installation installation, String resource) {
        this.folder = installation.unpacked().resolve(resource + "-" + size(resource));
        this.resource = resource;
    }

    /** The folder with the contents of an archive ({@code .txz}). */
    Path unpackedArchive() {
        return unpack(this::untar);
    }

    /** The program, for a resource that is a single executable. */
    Path program() {
        return unpack(this::copy).resolve(resource);
    }

    private interface Unpacker {
        void unpackTo(Path target) throws IOException;
    }

    private Path unpack(Unpacker unpacker) {
        UNPACK_LOCK.lock();
        try {
            Files.createDirectories(folder.getParent());
            try (FileChannel lockFile = FileChannel.open(folder.resolveSibling(folder.getFileName() + ".lock"),
                    StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                var _ = lockFile.lock();
                Path done = folder.resolve(".done");
                if (!Files.exists(done)) {
                    Files.createDirectories(folder);
                    unpacker.unpackTo(folder);
                    Files.createFile(done);
                }
                return folder;
            }
        } catch (IOException e) {
            throw new ServiceException("Cannot unpack " + resource + " to " + folder + ": " + e.getMessage(), e);
        } finally {
            UNPACK_LOCK.unlock();
        }
    }

    private void copy(Path target) throws IOException {
        Path program = target.resolve(resource);
        try (InputStream in = open(); OutputStream out = Files.newOutputStream(program)) {
            in.transferTo(out);
        }
        if (!program.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + program + " executable");
        }
    }

    private void untar(Path target) throws IOException {
        // tar is installed everywhere; xz is not.
        Process tar = Environments.program(List.of("tar", "-x", "-f", "-", "-C", target.toString()))
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
