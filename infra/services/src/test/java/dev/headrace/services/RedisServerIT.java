package dev.headrace.services;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisServerIT {

    @TempDir
    Path temp;

    @Test
    void keepsConfirmedDataAcrossAKill() throws IOException {
        try (DataFolder folder = DataFolder.claim(temp.resolve("with space")); RedisServer server = durable(folder)) {
            server.start();
            assertThat(call(server, "SET greeting hello")).isEqualTo("+OK");
            server.kill();
            server.start();

            assertThat(call(server, "STRLEN greeting")).isEqualTo(":5");
        }
    }

    @Test
    void worksWithTheBundledRedis() throws IOException {
        try (DataFolder folder = DataFolder.claim(temp.resolve("data"));
                RedisServer server = new RedisServer(() -> RedisBinary.packed(Installation.find()), folder,
                        Ports.free(), Durability.DURABLE)) {
            server.start();
            assertThat(call(server, "INCR count")).isEqualTo(":1");
            server.kill();
            server.start();

            assertThat(call(server, "INCR count")).isEqualTo(":2");
        }
    }

    @Test
    void keepsDataAcrossAStop() throws IOException {
        try (DataFolder folder = DataFolder.claim(temp.resolve("data")); RedisServer server = durable(folder)) {
            server.start();
            assertThat(call(server, "INCR count")).isEqualTo(":1");
            server.stop();
            server.start();

            assertThat(call(server, "INCR count")).isEqualTo(":2");
        }
    }

    @Test
    void requiresAPasswordThatIsOnNoCommandLine() throws IOException {
        try (DataFolder folder = DataFolder.claim(temp.resolve("data")); RedisServer server = durable(folder)) {
            server.start();
            String password = Files.readString(folder.resolve("redis.password"));

            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                assertThat(reply(socket, "PING")).startsWith("-NOAUTH");
            }
            assertThat(ProcessHandle.current().children().map(child -> child.info().commandLine().orElse("")))
                    .isNotEmpty().noneMatch(line -> line.contains(password));
            assertThat(Files.getPosixFilePermissions(folder.resolve("redis.conf")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void takesOverTheDataOfAnOrphanedServer() throws IOException {
        DataFolder folder = DataFolder.claim(temp.resolve("data"));
        try (RedisServer first = durable(folder)) {
            first.start();
            assertThat(call(first, "INCR count")).isEqualTo(":1");
            folder.close();

            try (DataFolder again = DataFolder.claim(folder.path());
                    RedisServer second = new RedisServer(Installation.find(), again, first.port(),
                            Durability.DURABLE)) {
                second.start();

                assertThat(call(second, "INCR count")).isEqualTo(":2");
            }
        }
    }

    @Test
    void boundsTheMemoryOfKeysThatEdgesHaveAskedFor() throws IOException {
        try (DataFolder folder = DataFolder.claim(temp.resolve("data")); RedisServer server = durable(folder)) {
            server.start();

            // An array of two strings, each after its length.
            assertThat(call(server, "CONFIG GET tracking-table-max-keys", 5)).endsWith("200000");
        }
    }

    @Test
    void noticesAServerThatDoesNotAnswerAndRestartsIt() throws Exception {
        try (DataFolder folder = DataFolder.claim(temp.resolve("data")); RedisServer server = durable(folder)) {
            assertThat(server.answers()).isFalse();
            server.start();
            assertThat(server.answers()).isTrue();

            String pid = Files.readString(folder.resolve("run/redis.pid")).split(" ", 2)[0];
            assertThat(new ProcessBuilder("sh", "-c", "kill -STOP " + pid).start().waitFor()).isZero();
            assertThat(server.answers()).isFalse();
            server.kill();
            server.start();

            assertThat(server.answers()).isTrue();
        }
    }

    @Test
    void rejectsDataOfANewerRedis() throws IOException {
        try (DataFolder folder = DataFolder.claim(temp.resolve("data"))) {
            RedisBinary old = new RedisBinary(Path.of("/opt/redis-server"), 6, 2);
            Files.createDirectories(folder.subfolder("redis").resolve("appendonlydir"));

            assertThatThrownBy(() -> RedisServer.requireReadable(folder.resolve("redis"), old))
                    .isInstanceOf(ServiceException.class).hasMessageContaining("was written by Redis 7 or newer");
        }
    }

    private static RedisServer durable(DataFolder folder) {
        return new RedisServer(Installation.find(), folder, Ports.free(), Durability.DURABLE);
    }

    private static String call(RedisServer server, String command) throws IOException {
        return call(server, command, 1).getFirst();
    }

    /** The first lines of the reply. */
    private static List<String> call(RedisServer server, String command, int lines) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            String password = URI.create(server.url()).getUserInfo().substring(1);
            assertThat(reply(socket, "AUTH " + password)).isEqualTo("+OK");
            return reply(socket, command, lines);
        }
    }

    private static String reply(Socket socket, String command) throws IOException {
        return reply(socket, command, 1).getFirst();
    }

    private static List<String> reply(Socket socket, String command, int lines) throws IOException {
        socket.getOutputStream().write((command + "\r\n").getBytes(US_ASCII));
        BufferedReader reply = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
        List<String> read = new ArrayList<>();
        while (read.size() < lines) {
            read.add(reply.readLine());
        }
        return read;
    }
}
