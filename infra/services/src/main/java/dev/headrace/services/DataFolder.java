package dev.headrace.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A data folder, locked by this JVM until it is closed or the JVM exits. */
public final class DataFolder implements AutoCloseable {

    /** Subfolder of the pid files. */
    static final String RUN = "run";
    private static final String LOCK = "lock";
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    /**
     * Folders locked by this JVM. Their lock files must not be opened again: the operating system releases a process'
     * lock when the process closes the file through any channel.
     */
    private static final Set<Path> CLAIMED = new HashSet<>();

    private final Path path;
    private final Path realPath;
    private final FileChannel lockFile;

    private DataFolder(Path path, Path realPath, FileChannel lockFile) {
        this.path = path;
        this.realPath = realPath;
        this.lockFile = lockFile;
    }

    /**
     * A process that a killed owner left running.
     *
     * @param name base name of its files
     */
    public record Orphan(String name, long pid) {

        @Override
        public String toString() {
            return name + " (process " + pid + ")";
        }
    }

    /**
     * Locks the folder, creating it with owner-only permissions if necessary, and stops processes that a killed owner
     * left running.
     *
     * @throws ServiceException if another process holds the lock
     */
    public static DataFolder claim(Path folder) {
        return claim(folder, _ -> {});
    }

    /**
     * The same, for owners that report it.
     *
     * @param stopping called before each process is stopped
     */
    public static DataFolder claim(Path folder, Consumer<Orphan> stopping) {
        Path path = folder.toAbsolutePath().normalize();
        try {
            create(path);
            DataFolder claimed = lock(path);
            try {
                claimed.stopOrphans(stopping);
                return claimed;
            } catch (IOException | RuntimeException e) {
                claimed.close();
                throw e;
            }
        } catch (IOException e) {
            throw new ServiceException("Cannot use folder " + path + ": " + reason(e), e);
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case FileAlreadyExistsException file -> file.getFile() + " is not a folder.";
            case AccessDeniedException file -> "no permission for " + file.getFile() + ".";
            case FileSystemException file when file.getReason() != null -> file.getReason() + ".";
            default -> e.toString();
        };
    }

    private static DataFolder lock(Path path) throws IOException {
        synchronized (CLAIMED) {
            Path realPath = path.toRealPath();
            if (CLAIMED.contains(realPath)) {
                throw inUse(path, ownPid());
            }
            FileChannel lockFile = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE,
                    StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                if (lockFile.tryLock() == null) {
                    throw inUse(path, ownerIn(lockFile));
                }
                lockFile.truncate(0);
                lockFile.write(StandardCharsets.US_ASCII.encode(ownPid()), 0);
            } catch (IOException | RuntimeException e) {
                lockFile.close();
                throw e;
            }
            CLAIMED.add(realPath);
            return new DataFolder(path, realPath, lockFile);
        }
    }

    private static ServiceException inUse(Path path, String owner) {
        return new ServiceException("Folder " + path + " is in use by process " + owner + ".");
    }

    private static String ownPid() {
        return Long.toString(ProcessHandle.current().pid());
    }

    /** Creates the folder with owner-only permissions if it does not exist. */
    public static void create(Path folder) throws IOException {
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    }

    /** The pid of the process that holds the lock, if any. */
    public static Optional<String> owner(Path folder) {
        Path file = folder.resolve(LOCK);
        synchronized (CLAIMED) {
            try {
                if (!Files.exists(file)) {
                    return Optional.empty();
                }
                if (CLAIMED.contains(folder.toRealPath())) {
                    return Optional.of(ownPid());
                }
                try (FileChannel lockFile = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                    return lockFile.tryLock() == null ? Optional.of(ownerIn(lockFile)) : Optional.empty();
                }
            } catch (IOException e) {
                throw new ServiceException("Cannot determine whether folder " + folder + " is in use: " + e, e);
            }
        }
    }

    /** Locks the folder and deletes its contents, for disposable data. */
    public static DataFolder claimEmpty(Path folder) {
        DataFolder claimed = claim(folder);
        try {
            claimed.empty();
            return claimed;
        } catch (IOException e) {
            claimed.close();
            throw new UncheckedIOException(e);
        }
    }

    /** The processes that a killed owner left running; empty if the folder has an owner. */
    public static List<Orphan> orphans(Path folder) {
        Path run = folder.resolve(RUN);
        if (!Files.isDirectory(run) || owner(folder).isPresent()) {
            return List.of();
        }
        try {
            return running(run).stream().map(DataFolder::orphan).toList();
        } catch (IOException e) {
            throw new ServiceException("Cannot read folder " + run + ": " + e, e);
        }
    }

    private static Orphan orphan(PidFile file) {
        return new Orphan(file.name(), file.pid());
    }

    private void stopOrphans(Consumer<Orphan> stopping) throws IOException {
        for (PidFile file : running(subfolder(RUN))) {
            stopping.accept(orphan(file));
            file.stopProcess();
        }
    }

    /** In the order in which they can be stopped: the last started may depend on the others. */
    private static List<PidFile> running(Path run) throws IOException {
        List<PidFile> files = new ArrayList<>();
        for (Path file : children(run)) {
            PidFile.read(file).filter(each -> each.process().isPresent()).ifPresent(files::add);
        }
        files.sort(Comparator.comparing(PidFile::start).reversed());
        return files;
    }

    private void empty() throws IOException {
        for (Path child : children(path)) {
            if (!child.endsWith(LOCK)) {
                Folders.delete(child);
            }
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList();
        }
    }

    private static String ownerIn(FileChannel lockFile) throws IOException {
        ByteBuffer pid = ByteBuffer.allocate(20);
        lockFile.read(pid, 0);
        return StandardCharsets.US_ASCII.decode(pid.flip()).toString();
    }

    public Path path() {
        return path;
    }

    public Path resolve(String name) {
        return path.resolve(name);
    }

    /** A subfolder with owner-only permissions; created if it does not exist. */
    public Path subfolder(String name) {
        try {
            Path folder = Files.createDirectories(path.resolve(name));
            Files.setPosixFilePermissions(folder, OWNER_ONLY);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Releases the lock; the data stays. */
    @Override
    public void close() {
        synchronized (CLAIMED) {
            try {
                if (lockFile.isOpen()) {
                    lockFile.close();
                    CLAIMED.remove(realPath);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
